package io.artistos.local.vendors.model;

import io.artistos.local.faults.Fault;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be wrong with the content of an answer on demand, asked once for a request. */
public enum ModelFault {
  /** The content is prose with half a document in it. */
  INVALID_JSON,
  /** The content is a JSON object of another shape. */
  WRONG_SCHEMA,
  /** No content, but a refusal. */
  REFUSAL,
  /** The content breaks off; {@code finish_reason} is {@code length}. */
  CUT_OFF;

  /** The next so many times. */
  public Fault times(int times) {
    return Fault.of(kind()).times(times);
  }

  /** As {@code /control/faults} names it. */
  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String[] kinds() {
    return Stream.of(values()).map(ModelFault::kind).toArray(String[]::new);
  }
}
