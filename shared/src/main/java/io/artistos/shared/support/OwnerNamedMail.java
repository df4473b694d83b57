package io.artistos.shared.support;

import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells every member that staff made one of them the owner, and why. Thread-safe. */
public final class OwnerNamedMail implements ArtistMailComposer {

  private static final String NAMING = "naming";

  private final Database database;

  public OwnerNamedMail(Database database) {
    this.database = database;
  }

  /**
   * That staff named an owner, as stored in {@code accounts} for the life of the account.
   *
   * @param userId who is owner since
   * @param staff user id
   * @param reason in the words of the staff
   */
  @ItemType(Naming.TYPE)
  record Naming(
      String id,
      TenantId tenantId,
      String type,
      int schema,
      String userId,
      String staff,
      String reason,
      Instant at) {

    static final String TYPE = "ownerNaming";

    static Naming of(TenantId tenant, String userId, String staff, String reason, Instant now) {
      String id = "owner-naming-" + now.toEpochMilli();
      return new Naming(id, tenant, TYPE, 1, userId, staff, reason, now);
    }

    /** What the staff writes may name people: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "Naming[" + id + "]";
    }
  }

  /** What is written down together with the change. */
  static ArtistMail due(Naming naming) {
    return ArtistMail.due(
        naming.tenantId(),
        ArtistMail.Kind.OWNER_NAMED,
        Long.toString(naming.at().toEpochMilli()),
        Map.of(NAMING, naming.id()),
        naming.at());
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.OWNER_NAMED;
  }

  /** One read. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return database
        .tenant(mail.tenantId(), Containers.ACCOUNTS)
        .read(mail.about(NAMING), Naming.class)
        .map(Versioned::value)
        .map(
            naming ->
                SupportMail.letter(
                    new SupportMail.Model(
                        account.artistName(),
                        "Your team has a new owner",
                        "ArtistOS support named one of you.",
                        List.of(
                            "Nobody who owned this account can sign in any more. So that it has an"
                                + " owner, our support made a member of your team its owner.",
                            "The list of members shows who that is. If this is not right, answer"
                                + " this mail."),
                        naming.reason())));
  }
}
