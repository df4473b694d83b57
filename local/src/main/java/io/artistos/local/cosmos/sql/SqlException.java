package io.artistos.local.cosmos.sql;

/** A query that is wrong, or uses what is not served; the message names the construct. */
public final class SqlException extends RuntimeException {

  public SqlException(String message) {
    super(message, null, false, false);
  }

  static SqlException unsupported(String construct) {
    return new SqlException(construct + " is not supported by the local server");
  }
}
