package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.LocalDate;

/**
 * How far an artist's days are added up, as stored in {@code performance}: written together with
 * the days, so that each of them is added up once.
 *
 * @param through the last such day
 */
@ItemType(Settled.TYPE)
record Settled(String id, TenantId tenantId, String type, int schema, LocalDate through) {

  static final String ID = "numbers-settled";
  static final String TYPE = "numbersSettled";
  private static final int SCHEMA = 1;

  /** Before anything was ever counted. */
  static final LocalDate NEVER = LocalDate.of(2000, 1, 1);

  static Settled through(TenantId tenant, LocalDate day) {
    return new Settled(ID, tenant, TYPE, SCHEMA, day);
  }
}
