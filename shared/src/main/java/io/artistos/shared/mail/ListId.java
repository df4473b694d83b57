package io.artistos.shared.mail;

import io.artistos.shared.tenancy.TenantId;
import java.util.Locale;

/** Tells mail clients which list a mail belongs to. */
public final class ListId {

  private ListId() {}

  /** RFC 2919: one list for each artist, under the domain that the mail comes from. */
  public static String of(TenantId tenant, String sender) {
    return "<"
        + tenant.value().toLowerCase(Locale.ROOT).replace('_', '-')
        + ".fans."
        + sender.substring(sender.indexOf('@') + 1)
        + ">";
  }
}
