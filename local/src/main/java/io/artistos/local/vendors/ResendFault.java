package io.artistos.local.vendors;

/** What can go wrong with Resend on demand. The first five concern sending, asked per request. */
public enum ResendFault {
  /** The mails are accepted, the connection is closed without an answer. */
  DROP_AFTER_ACCEPT,
  /** 500 {@code internal_server_error}; nothing is accepted. */
  SERVER_ERROR,
  /** 503 {@code service_unavailable}; nothing is accepted. */
  UNAVAILABLE,
  /** 429 {@code rate_limit_exceeded} with {@code retry-after}; nothing is accepted. */
  RATE_LIMIT,
  /** The mails are accepted, the answer takes as long as is set; the key is in use meanwhile. */
  SLOW,
  /** The events of a mail are sent twice, with the same ids. Asked per mail. */
  DUPLICATE_WEBHOOKS,
  /** The events of a mail are sent last one first, a second apart. Asked per mail. */
  REORDER_WEBHOOKS
}
