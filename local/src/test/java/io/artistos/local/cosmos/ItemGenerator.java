package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Random items, in which most of what queries name is there. */
final class ItemGenerator {

  private final TermGenerator terms;

  ItemGenerator(TermGenerator terms) {
    this.terms = terms;
  }

  Map<String, Object> item(int partitions, int ids) {
    Map<String, Object> item = new TreeMap<>();
    item.put("id", "i" + terms.below(ids));
    item.put("t", "t" + terms.below(partitions));
    item.put("u", "u" + terms.below(3));
    for (String name : List.of("n", "m", "s", "z")) {
      if (terms.chance(4, 5)) {
        item.put(name, terms.chance(1, 12) ? container(1) : terms.any(TermGenerator.SCALARS));
      }
    }
    if (terms.chance(3, 4)) {
      item.put(
          "o", terms.chance(1, 10) ? terms.any(TermGenerator.SCALARS) : object(List.of("k", "l")));
    }
    if (terms.chance(3, 4)) {
      item.put("tags", list(2));
    }
    if (terms.chance(1, 2)) {
      List<Object> objects = new ArrayList<>();
      for (int i = terms.below(3); i > 0; i--) {
        objects.add(object(List.of("v", "w")));
      }
      item.put("l", objects);
    }
    return item;
  }

  private Object container(int depth) {
    return terms.chance(1, 2) ? list(depth) : object(List.of("k", "x"));
  }

  private Map<String, Object> object(List<String> names) {
    Map<String, Object> object = new TreeMap<>();
    names.stream()
        .filter(name -> terms.chance(3, 4))
        .forEach(name -> object.put(name, terms.any(TermGenerator.SCALARS)));
    return object;
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = terms.below(4); i > 0; i--) {
      list.add(
          depth > 1 && terms.chance(1, 10)
              ? container(depth - 1)
              : terms.any(TermGenerator.SCALARS));
    }
    return list;
  }
}
