package io.artistos.shared.blasts;

import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.fans.FanAudience.Addressee;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.mail.MailDeferred;
import io.artistos.shared.mail.MailProvider;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/**
 * Sends a blast to one address, which is not kept, to see how it looks: through the same rendering
 * as the real one, with the fallbacks of all merge fields. Its unsubscribe link is nobody's and
 * says so when it is opened. Thread-safe.
 */
public final class TrialMail {

  private static final int MOST_BYTES = 4_096;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Counted from the first on, as so few count. */
  private static final Limit MEMBER = new Limit("test mail of a member", 20, HOUR, 0);

  private static final Limit TENANT = new Limit("test mail of an account", 60, HOUR, 0);

  private final BlastStore store;
  private final Accounts accounts;
  private final MailProvider provider;
  private final Throttle throttle;
  private final String sender;
  private final URI publicUrl;
  private final SecureRandom random;

  TrialMail(
      BlastStore store,
      Accounts accounts,
      MailProvider provider,
      Throttle throttle,
      String sender,
      URI publicUrl,
      SecureRandom random) {
    this.store = store;
    this.accounts = accounts;
    this.provider = provider;
    this.throttle = throttle;
    this.sender = sender;
    this.publicUrl = publicUrl;
    this.random = random;
  }

  /**
   * Two reads, a write for each of the two counters and one request to the provider; the mails go
   * to anybody, so that there are 20 an hour for a member and 60 for an account.
   *
   * @throws InvalidInput when the address is none, or the provider refuses it
   * @throws NotAllowedNow {@code not-ready} when subject or body are empty
   * @throws TooMany when there were as many within the hour
   * @throws Unavailable when the provider does not take it now
   */
  public void send(TenantId tenant, String id, Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String to = fields.email("email").map(EmailAddress::value).orElse("");
    fields.check();
    Blast blast = store.get(tenant, id).value();
    if (blast.subject().isBlank() || blast.body().isBlank()) {
      throw new NotAllowedNow("not-ready", "Subject and body must not be empty.");
    }
    Account account = accounts.openNow(tenant);
    throttle.take(MEMBER, tenant + " " + call.visitor().actor().id());
    throttle.take(TENANT, tenant.value());
    OutgoingMail mail =
        new BlastMail(
                tenant,
                account.artistName(),
                account.postalAddress(),
                sender,
                BlastContent.of("[Test] " + blast.subject(), blast.body()))
            .to(
                new Addressee(
                    "test", to, null, null, null, publicUrl + "/unsubscribe?t=test", Language.EN),
                Map.of("kind", "test"));
    try {
      provider.send(mail, "test-" + RequestIds.of(call, tenant, "test " + id, random));
    } catch (MailRefused e) {
      throw new InvalidInput(
          "email", "refused", "The mail provider does not take this: " + e.code());
    } catch (MailDeferred e) {
      throw new Unavailable("Resend", e.retryAfter(), e);
    }
  }
}
