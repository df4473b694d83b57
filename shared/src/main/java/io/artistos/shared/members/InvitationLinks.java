package io.artistos.shared.members;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.crypto.SignedLinks.Link;
import io.artistos.shared.crypto.SignedLinks.Purpose;
import java.net.URI;

/**
 * The links in invitations. A link alone opens nothing: whoever accepts is signed in with the
 * address that it was sent to. Thread-safe.
 */
public final class InvitationLinks {

  private final SignedLinks links;
  private final URI publicUrl;

  /**
   * @param publicUrl where people reach the app, without a slash at the end
   */
  public InvitationLinks(SignedLinks links, URI publicUrl) {
    this.links = links;
    this.publicUrl = publicUrl;
  }

  /** Where the page is that says what it is about. */
  URI url(Invitation invitation) {
    return URI.create(publicUrl + "/invitation?t=" + token(invitation));
  }

  String token(Invitation invitation) {
    return links.sign(
        Purpose.INVITATION,
        new Link(invitation.tenantId(), invitation.id(), invitation.createdAt()));
  }

  /**
   * What a link is about. How long it works stands in the invitation.
   *
   * @throws InvalidToken when it is forged or for another purpose
   */
  Link verify(String token) {
    return links.verify(Purpose.INVITATION, token);
  }
}
