package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.OrderedBytes.Interval;
import io.artistos.local.cosmos.sql.Filter;
import io.artistos.local.cosmos.sql.Pins;
import io.artistos.local.cosmos.sql.Query;
import io.artistos.local.cosmos.sql.QueryRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a query gets at its items: all of its ranges, some by indexes, or an index in the
 * order that the query wants. Whatever is chosen, WHERE is still evaluated and ORDER BY gives the
 * same order; what is chosen makes a difference to how many items are looked at, and where there is
 * no ORDER BY and many fit, to which of them come first.
 */
final class QueryAccess {

  /** Fewer items are looked at one by one; there is no index for them. */
  static final int FEW = 100;

  /** Ranges of single items, or of many partitions, are not looked for in an index. */
  private static final int MANY_RANGES = 16;

  /** So many are looked up anew for every page, so that they come in the order of their keys. */
  private static final int COLLECTED = 2_000;

  /** More are looked at one by one instead: their keys would take too much memory. */
  private static final int MOST_COLLECTED = 100_000;

  /** Some items by an index, with about how many. */
  private record Choice(List<Access.Lookup> lookups, long count) {}

  private final Container container;
  private final Query query;
  private final QueryRunner runner;
  private final List<KeyRange> ranges;
  private final Filter filter;
  private final byte[] group;

  private QueryAccess(
      Container container,
      Query query,
      Map<String, JsonNode> parameters,
      QueryRunner runner,
      List<KeyRange> ranges) {
    this.container = container;
    this.query = query;
    this.runner = runner;
    this.ranges = ranges;
    this.filter = Filter.of(query, parameters);
    this.group = group(ranges, container.definition().paths().size());
  }

  /**
   * @param ranges of keys, ascending and disjoint, outside of which nothing is selected
   */
  static Access choose(
      Container container,
      Query query,
      Map<String, JsonNode> parameters,
      QueryRunner runner,
      List<KeyRange> ranges) {
    return new QueryAccess(container, query, parameters, runner, ranges).choose();
  }

  private Access choose() {
    Access scan = new Access.Scan(ranges);
    String resumed = runner.resumes();
    if (resumed != null && !resumed.isEmpty()) {
      return resumed(IndexSpec.parse(resumed));
    }
    long all = ranges.size() > MANY_RANGES ? 0 : container.count(ranges);
    if (all <= FEW) {
      return scan;
    }
    Choice choice = filtered(filter);
    long some = choice == null ? all : Math.min(all, choice.count);
    if (runner.sorts()) {
      Access.Lookup sorted = sorted();
      if (sorted != null && looksAt(sorted, some) <= some) {
        return new Access.Sorted(sorted, query.orderBy().getFirst().descending(), ranges);
      }
    }
    if (choice == null || choice.count * 2 > all) {
      return scan;
    }
    if (runner.pagesAsItComes()
        && choice.count > COLLECTED
        && resumed == null
        && choice.lookups.size() == 1
        && choice.lookups.getFirst().once()) {
      return new Access.Streamed(choice.lookups.getFirst(), ranges);
    }
    return choice.count > MOST_COLLECTED ? scan : new Access.Collected(choice.lookups, ranges);
  }

  /** About how many items an index in the right order has to give until the page is full. */
  private double looksAt(Access.Lookup sorted, long fitting) {
    long there = count(sorted);
    return fitting == 0 ? there : Math.min(1.0, (double) runner.wanted() / fitting) * there;
  }

  /** The way that an earlier page went, whatever would be chosen now. */
  private Access resumed(IndexSpec spec) {
    IndexSpec.Part part = spec.parts().getFirst();
    byte[] sameGroup = Arrays.copyOf(group, spec.groupLength());
    for (Filter.Within within : conjuncts()) {
      if (within.path().equals(part.path()) && within.element() == part.element()) {
        container.index(spec);
        return new Access.Streamed(lookup(spec, sameGroup, within.intervals()), ranges);
      }
    }
    throw Refusal.badRequest("The continuation token is not valid.");
  }

  private List<Filter.Within> conjuncts() {
    List<Filter> parts = filter instanceof Filter.All all ? all.of() : List.of(filter);
    return parts.stream()
        .filter(Filter.Within.class::isInstance)
        .map(Filter.Within.class::cast)
        .toList();
  }

  private @Nullable Choice filtered(Filter part) {
    return switch (part) {
      case Filter.Anything a -> null;
      case Filter.Within w -> {
        if (container.definition().paths().contains(w.path())
            || !container.indexed().include(w.path(), w.element())) {
          yield null;
        }
        Access.Lookup lookup =
            lookup(spec(new IndexSpec.Part(w.path(), w.element(), false)), group, w.intervals());
        yield new Choice(List.of(lookup), count(lookup));
      }
      case Filter.All all ->
          all.of().stream()
              .map(this::filtered)
              .filter(Objects::nonNull)
              .min(Comparator.comparingLong(Choice::count))
              .orElse(null);
      case Filter.Any any -> {
        List<Access.Lookup> lookups = new ArrayList<>();
        long count = 0;
        for (Filter alternative : any.of()) {
          Choice choice = filtered(alternative);
          if (choice == null) {
            yield null;
          }
          lookups.addAll(choice.lookups);
          count += choice.count;
        }
        yield new Choice(lookups, count);
      }
    };
  }

  /** An index in the order of ORDER BY; null when none is declared. */
  private Access.@Nullable Lookup sorted() {
    List<IndexSpec.Part> parts = new ArrayList<>();
    boolean turned = query.orderBy().getFirst().descending();
    for (Query.Order order : query.orderBy()) {
      List<String> names = Pins.names(order.path());
      if (names == null || names.isEmpty()) {
        return null;
      }
      parts.add(new IndexSpec.Part(names, false, order.descending() != turned));
    }
    IndexedPaths indexed = container.indexed();
    boolean declared =
        parts.size() == 1
            ? indexed.include(parts.getFirst().path(), false)
            : indexed.composites().contains(parts);
    if (!declared) {
      return null;
    }
    List<Interval> intervals = filter.intervals(parts.getFirst().path());
    return lookup(
        new IndexSpec(group.length / EffectiveKey.LEVEL, parts),
        group,
        intervals == null ? List.of(Interval.ALL) : intervals);
  }

  private IndexSpec spec(IndexSpec.Part part) {
    return new IndexSpec(group.length / EffectiveKey.LEVEL, List.of(part));
  }

  private static Access.Lookup lookup(IndexSpec spec, byte[] group, List<Interval> intervals) {
    List<KeyRange> entries =
        intervals.stream()
            .filter(interval -> !interval.isEmpty())
            .map(i -> new KeyRange(joined(group, i.from()), joined(group, i.to())))
            .toList();
    boolean once =
        !spec.parts().getFirst().element() || (intervals.size() == 1 && intervals.getFirst().one());
    return new Access.Lookup(spec, KeyRange.disjoint(entries), once);
  }

  private long count(Access.Lookup lookup) {
    return container.index(lookup.spec()).count(lookup.entries());
  }

  private static byte[] joined(byte[] group, byte[] value) {
    byte[] both = Arrays.copyOf(group, group.length + value.length);
    System.arraycopy(value, 0, both, group.length, value.length);
    return both;
  }

  /** The effective key, of as many levels as possible, that all keys in the ranges start with. */
  private static byte[] group(List<KeyRange> ranges, int levels) {
    if (!ranges.isEmpty()) {
      for (int depth = levels; depth > 0; depth--) {
        int length = depth * EffectiveKey.LEVEL;
        byte[] from = ranges.getFirst().from();
        byte[] to = ranges.getLast().to();
        if (from.length >= length && to != null) {
          byte[] group = Arrays.copyOf(from, length);
          byte[] end = KeyRange.prefix(group).to();
          if (end == null || Arrays.compareUnsigned(to, end) <= 0) {
            return group;
          }
        }
      }
    }
    return new byte[0];
  }
}
