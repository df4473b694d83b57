package io.artistos.shared.imports;

import io.artistos.shared.fans.ImportedFan;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param number from 1, the header not counted
 * @param fan absent when the row is refused
 * @param refusal why: a short code, which never quotes the row
 */
record ImportRow(long number, @Nullable ImportedFan fan, @Nullable String refusal) {

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "ImportRow[" + number + "]";
  }
}
