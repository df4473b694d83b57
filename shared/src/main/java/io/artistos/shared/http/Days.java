package io.artistos.shared.http;

import io.artistos.shared.errors.InvalidInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Days in an address, such as {@code from} and {@code to}. */
public final class Days {

  private Days() {}

  /**
   * The day that a parameter of the address names; empty when it is not there.
   *
   * @throws InvalidInput when it is no day of the calendar in RFC 3339's form
   */
  public static Optional<LocalDate> read(Call call, String name) {
    Optional<String> text = call.query(name);
    try {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (text.get().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return Optional.of(LocalDate.parse(text.get()));
      }
    } catch (DateTimeException e) {
      // No such day in the calendar.
    }
    throw new InvalidInput(name, "invalid", "A day such as 2026-11-23.");
  }
}
