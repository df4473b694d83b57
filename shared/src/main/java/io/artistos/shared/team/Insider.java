package io.artistos.shared.team;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;

/**
 * A member who acts for themselves: no key, no staff. What teams, keys and security are about is
 * theirs alone, whatever a declaration would let in.
 */
public record Insider(String userId, boolean secondFactor) {

  /**
   * @throws Forbidden when it is somebody or something else
   */
  public static Insider of(Visitor visitor) {
    Session session =
        visitor
            .session()
            .filter(one -> visitor.actor().kind() == Actor.Kind.MEMBER)
            .orElseThrow(() -> new Forbidden("members-only", "This is for members alone."));
    return new Insider(session.userId(), session.secondFactor());
  }
}
