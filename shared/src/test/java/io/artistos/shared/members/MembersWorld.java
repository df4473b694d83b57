package io.artistos.shared.members;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.identity.Session;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.notices.MailReaders;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.policies.PolicyKind;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.Insider;
import io.artistos.shared.testing.TeamWorld;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.EmailAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A team, and all that has to do with its members, wired as in the app. */
final class MembersWorld implements AutoCloseable {

  private static final Pattern LINK =
      Pattern.compile("https://artistos\\.example/invitation\\?t=([A-Za-z0-9_-]+)");

  final TeamWorld team = new TeamWorld();
  final Secrets secrets =
      name ->
          switch (name) {
            case "resend" -> new Secret<>(TestPlatform.RESEND_KEY);
            case "id" -> new Secret<>(Base64Url.encode(new byte[32]));
            default -> new Secret<>("k1:" + Base64Url.encode(new byte[32]));
          };
  final Members members = new Members(team.teams, team.people, team.listings, team.clock);
  final InvitationStore store =
      new InvitationStore(
          team.database,
          team.platform.tenantKeys(team.clock),
          new KeyedHash(secrets, "id"),
          team.clock);
  final Roles roles = new Roles(team.teams, store);
  final ArtistMails mails =
      new ArtistMails(team.database, team.platform.emptyQueue(Queues.ARTIST_MAIL), team.clock);
  final Invitations invitations = new Invitations(team.teams, store, mails, team.clock);
  final InvitationLinks links =
      new InvitationLinks(
          new SignedLinks(secrets, "links", team.clock), URI.create("https://artistos.example"));
  final Policies policies = new Policies(team.database, team.clock);
  final Joining joining =
      new Joining(
          team.teams,
          members,
          store,
          links,
          team.accounts,
          team.people,
          policies,
          team.log,
          team.clock);
  final ArtistMailer mailer =
      new ArtistMailer(
          team.database,
          team.accounts,
          new MailReaders(team.teams, user -> Optional.empty()),
          List.of(new InvitationMail(store, links, team.clock)),
          "hello@app.artistos.example",
          new MailSending(
              new ResendMail(team.platform.vendors().resendUri(), secrets, "resend"),
              team.clock,
              team.random),
          mails);

  String anyAddress() {
    return "drummer-" + team.hex() + "@example.com";
  }

  /** 22 characters, as a request's id has them. */
  String anyId() {
    return Base64Url.encode(Base64Url.randomBytes(team.random, 16));
  }

  InvitationView invite(Insider by, String email, String role) {
    return invite(by, anyId(), email, role);
  }

  InvitationView invite(Insider by, String id, String email, String role) {
    return invitations.invite(
        team.tenant,
        by,
        id,
        new NewInvitation(EmailAddress.parse(email).orElseThrow(), role),
        null);
  }

  /** Sends what was asked for; all that this address has got by now. */
  List<ReceivedMail> mailsTo(String email) {
    team.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class).forEach(mailer::handle);
    return team.platform.vendors().mailsTo(email);
  }

  /** The token of the link in the only mail to this address. */
  String tokenSentTo(String email) {
    Matcher link = LINK.matcher(Objects.requireNonNull(mailsTo(email).getFirst().text()));
    if (!link.find()) {
      throw new AssertionError("no link in the mail");
    }
    return link.group(1);
  }

  /** With what holds accepted. */
  static Joining.Answer answer(String token) {
    return new Joining.Answer(
        token, Map.of(PolicyKind.TERMS, "2026-01", PolicyKind.PRIVACY_POLICY, "2026-01"));
  }

  static Session session(String userId) {
    return new Session(
        userId, "sess_1", false, false, false, Instant.parse("2026-11-23T10:01:00Z"));
  }

  @Override
  public void close() {
    team.close();
  }
}
