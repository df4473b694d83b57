package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far the round over all artists has come that adds a day up, as stored in {@code directory}.
 *
 * @param after the last tenant that was looked at, absent at the start and again at the end: no
 *     tenant that is purged may stay here
 */
@ItemType(NumbersRound.TYPE)
record NumbersRound(
    String id, String type, int schema, LocalDate day, @Nullable TenantId after, boolean finished) {

  static final String ID = "numbers-round";
  static final String TYPE = "numbersRound";
  private static final int SCHEMA = 1;

  static NumbersRound begin(LocalDate day) {
    return new NumbersRound(ID, TYPE, SCHEMA, day, null, false);
  }

  NumbersRound upTo(TenantId tenant) {
    return new NumbersRound(ID, TYPE, SCHEMA, day, tenant, false);
  }

  NumbersRound done() {
    return new NumbersRound(ID, TYPE, SCHEMA, day, null, true);
  }
}
