package io.artistos.local.vendors.spotify;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who can sign in.
 *
 * @param id the user id, which also {@link Spotify#revokeConsents} takes
 * @param accountId the stable id that accounts are linked on (contracts, 2.2)
 */
public record Account(
    String id, String accountId, String name, String email, String country, int followers) {

  /** Runs the artist page of {@link Catalogue#MIRA_SOL}. */
  public static final Account MIRA =
      new Account("mira-sol", "acc_0mira", "Mira Sol", "mira@band.example", "GB", 214);

  /** Somebody else. */
  public static final Account JO =
      new Account("jo-tarn", "acc_0jo", "Jo Tarn", "jo@listener.example", "IE", 12);

  /** All of them; the first is chosen unless somebody chooses. */
  public static final List<Account> ALL = List.of(MIRA, JO);

  static Optional<Account> find(String id) {
    return ALL.stream().filter(account -> account.id().equals(id)).findFirst();
  }
}
