package io.artistos.shared.blasts;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.blasts.Blasts.Version;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Sends blasts, and stops them. What follows happens in the background. Thread-safe. */
public final class BlastSending {

  private static final Set<BlastStatus> UNDER_WAY = Set.of(BlastStatus.SENDING, BlastStatus.PAUSED);

  private final BlastStore store;
  private final Accounts accounts;
  private final FanAudience audience;
  private final BlastQueues queues;
  private final SecureRandom random;
  private final Clock clock;

  BlastSending(
      BlastStore store,
      Accounts accounts,
      FanAudience audience,
      BlastQueues queues,
      SecureRandom random,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.audience = audience;
    this.queues = queues;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Whether the blast can be sent, and to how many. Two reads and a query.
   *
   * @throws NotFound when there is no such blast
   */
  public Preflight preflight(TenantId tenant, String id) {
    Blast blast = store.get(tenant, id).value();
    return Preflight.of(blast, accounts.openNow(tenant), audience);
  }

  /**
   * Freezes the blast: its content, its segment and who is confirmed at this moment. From here on
   * it goes out. The same {@code Idempotency-Key} gives the blast that is under way. Three reads, a
   * query, a write and a message.
   *
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   * @throws NotAllowedNow {@code not-a-draft}; {@code not-ready} when pre-flight finds problems
   */
  public Version send(TenantId tenant, String id, Call call) {
    String request = RequestIds.of(call, tenant, "send " + id, random);
    Versioned<Blast> read = store.get(tenant, id);
    Blast blast = read.value();
    if (blast.frozen() != null && blast.frozen().request().equals(request)) {
      return version(tenant, id);
    }
    if (call.ifMatch().filter(tag -> !tag.equals(read.etag())).isPresent()) {
      throw new Outdated();
    }
    require(blast, EnumSet.of(BlastStatus.DRAFT), "not-a-draft", "This blast was sent before.");
    Account account = accounts.openNow(tenant);
    Preflight preflight = Preflight.of(blast, account, audience);
    if (!preflight.problems().isEmpty()) {
      throw new NotAllowedNow("not-ready", preflight.summary());
    }
    Blast sent = blast.sent(account, preflight.fans(), request, clock.instant());
    if (!store.blasts(tenant).replace(id, sent, read.etag())) {
      throw new Outdated();
    }
    queues.cut(tenant, id);
    return version(tenant, id);
  }

  /**
   * Nothing more goes out, but for chunks that are in hand, until the artist resumes it: a pause
   * that would end by itself becomes the artist's. A read, a write, a read.
   *
   * @throws NotAllowedNow {@code not-sending}
   */
  public Version pause(TenantId tenant, String id) {
    Instant now = clock.instant();
    store.update(
        store.get(tenant, id).value(),
        blast -> {
          require(blast, UNDER_WAY, "not-sending", "Nothing is going out.");
          Blast.Pause pause = blast.pause();
          boolean lasts = pause != null && pause.until() == null;
          return lasts ? blast : blast.paused("artist", null, now);
        });
    return version(tenant, id);
  }

  /**
   * It goes on with what is open. A read, a write, a read and two messages.
   *
   * @throws NotAllowedNow {@code not-paused}
   */
  public Version resume(TenantId tenant, String id) {
    Instant now = clock.instant();
    accounts.openNow(tenant);
    store.update(
        store.get(tenant, id).value(),
        blast -> {
          if (blast.status() == BlastStatus.SENDING) {
            return blast;
          }
          require(blast, EnumSet.of(BlastStatus.PAUSED), "not-paused", "It is not paused.");
          return blast.resumed(now);
        });
    queues.cut(tenant, id);
    queues.openChunks(tenant, id, 0);
    return version(tenant, id);
  }

  /**
   * Stops the blast for good; what went out went out. A read, a write, a read.
   *
   * @throws NotAllowedNow {@code not-sending}
   */
  public Version cancel(TenantId tenant, String id) {
    Instant now = clock.instant();
    store.update(
        store.get(tenant, id).value(),
        blast -> {
          if (blast.status() == BlastStatus.CANCELLED) {
            return blast;
          }
          require(blast, UNDER_WAY, "not-sending", "There is nothing to stop.");
          return blast.finished(BlastStatus.CANCELLED, now);
        });
    return version(tenant, id);
  }

  private static void require(Blast blast, Set<BlastStatus> any, String code, String detail) {
    if (!any.contains(blast.status())) {
      throw new NotAllowedNow(code, detail);
    }
  }

  private Version version(TenantId tenant, String id) {
    Versioned<Blast> blast = store.get(tenant, id);
    return new Version(BlastView.of(blast.value()), blast.etag());
  }
}
