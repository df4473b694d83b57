package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;

/**
 * One aggregate over the values of a group. Undefined values do not count; SUM and AVG over
 * anything that is no number, MIN and MAX over arrays and objects, are undefined.
 */
final class Accumulator {

  private final String function;
  private long count;
  private double sum;
  private boolean spoilt;
  private JsonNode extreme = UNDEFINED;

  Accumulator(String function) {
    this.function = function;
  }

  void add(JsonNode value) {
    if (Values.isUndefined(value)) {
      return;
    }
    count++;
    switch (function) {
      case "SUM", "AVG" -> {
        spoilt |= !value.isNumber();
        sum += value.doubleValue();
      }
      case "MIN", "MAX" -> {
        spoilt |= value.isContainerNode();
        int order = Values.compare(value, extreme);
        if (count == 1 || (function.equals("MIN") ? order < 0 : order > 0)) {
          extreme = value;
        }
      }
      default -> {}
    }
  }

  JsonNode result() {
    if (spoilt) {
      return UNDEFINED;
    }
    return switch (function) {
      case "COUNT" -> Values.number((double) count);
      case "SUM" -> Values.number(sum);
      case "AVG" -> count == 0 ? UNDEFINED : Values.number(sum / (double) count);
      default -> extreme;
    };
  }
}
