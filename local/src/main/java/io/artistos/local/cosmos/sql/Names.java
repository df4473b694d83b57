package io.artistos.local.cosmos.sql;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression may start from.
 *
 * @param item what the item is called; null where it has no name
 * @param variables what else FROM and JOIN named, here or around a subquery
 */
record Names(@Nullable String item, Set<String> variables) {

  static final Names NONE = new Names(null, Set.of());

  Names withItem(@Nullable String name) {
    return new Names(name, variables);
  }

  Names with(String variable) {
    Set<String> more = new HashSet<>(variables);
    more.add(variable);
    return new Names(item, Set.copyOf(more));
  }

  boolean known(String name) {
    return name.equals(item) || variables.contains(name);
  }
}
