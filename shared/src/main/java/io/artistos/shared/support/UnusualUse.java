package io.artistos.shared.support;

import java.util.Locale;

/** What is not how support works. */
enum UnusualUse {
  /** More than five artist accounts within an hour. */
  MANY_ACCOUNTS,
  /** More than 300 calls, or 2,000 things read, within ten minutes under one access. */
  BULK_READING,
  /** At an hour of the day at which the person has not worked for thirty days. */
  ODD_HOUR;

  /** Lower case with hyphens, for the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
