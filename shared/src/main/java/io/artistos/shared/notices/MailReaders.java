package io.artistos.shared.notices;

import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.identity.Role;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom mail to an artist account goes to: its owners or all its members as the team stands, at the
 * addresses they have by then. Thread-safe.
 */
public final class MailReaders {

  private final Teams teams;
  private final MemberAddresses addresses;

  public MailReaders(Teams teams, MemberAddresses addresses) {
    this.teams = teams;
    this.addresses = addresses;
  }

  /**
   * Everybody whom an occasion is to be told to, by user id. Who came to the team after it has
   * nothing to do with it. One read.
   */
  List<String> of(ArtistMail mail) {
    return teams.find(mail.tenantId()).map(Team::members).orElse(Map.of()).entrySet().stream()
        .filter(one -> reads(mail, one.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Whether the mail's reader still is one; one read. */
  boolean isOne(ArtistMail mail) {
    return of(mail).contains(mail.reader());
  }

  private static boolean reads(ArtistMail mail, Member member) {
    Instant occasion = mail.createdAt();
    return !member.since().isAfter(occasion)
        && switch (mail.kind().audience()) {
          case OWNERS -> member.role().equals(Role.OWNER.word());
          case MEMBERS -> true;
          case OTHERS -> false;
        };
  }

  /**
   * Where mail to somebody goes.
   *
   * @throws Unavailable when that cannot be found out now
   */
  Optional<String> addressOf(String userId) {
    return addresses.of(userId);
  }
}
