package io.artistos.local.vendors.model;

/** What can go wrong with the model on demand, asked once for a request. */
public enum ModelFault {
  /** The content is prose with half a document in it. */
  INVALID_JSON,
  /** The content is a JSON object of another shape. */
  WRONG_SCHEMA,
  /** No content, but a refusal. */
  REFUSAL,
  /** The content breaks off; {@code finish_reason} is {@code length}. */
  CUT_OFF,
  /** 429 with {@code Retry-After}. */
  RATE_LIMIT,
  /** 500. */
  SERVER_ERROR,
  /** The answer takes as long as is set. */
  SLOW
}
