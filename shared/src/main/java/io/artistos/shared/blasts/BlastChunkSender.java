package io.artistos.shared.blasts;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.blasts.Chunk.Outcome;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.fans.FanAudience.Addressee;
import io.artistos.shared.mail.BatchProvider;
import io.artistos.shared.mail.MailDeferred;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.queue.BlastChunkMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends a chunk's mails in one request, once to each fan, however often it is asked to and wherever
 * it is killed: the chunk is claimed by its ETag; whom the mails go to is written down with the
 * claim; the provider gets the same key and the same mails on every try, within the time that it
 * remembers keys; what it did not say until then is unknown and never sent again. For 100
 * recipients: the blast, the account and the chunk are read, the fans queried once or twice, claim
 * and payload written in one request, the outcome with a read and a write. Thread-safe.
 */
public final class BlastChunkSender {

  private static final Logger LOG = Logger.getLogger(BlastChunkSender.class.getName());

  /** How long a claim keeps others away; far longer than the provider may take to answer. */
  static final Duration CLAIM = Duration.ofMinutes(2);

  /** Resend remembers a key for 24 hours; past that a second try could be a second mail. */
  static final Duration KEY_LIFE = Duration.ofHours(23);

  /** Visibility delays are whole seconds, and clocks differ. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final BlastStore store;
  private final Accounts accounts;
  private final FanAudience audience;
  private final TenantKeys keys;
  private final BatchProvider provider;
  private final BlastQueues queues;
  private final BlastControl control;
  private final String sender;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param sender the address that mail to fans comes from
   * @param random spreads tries after the provider asked to slow down
   */
  BlastChunkSender(
      BlastStore store,
      Accounts accounts,
      FanAudience audience,
      TenantKeys keys,
      BatchProvider provider,
      BlastQueues queues,
      BlastControl control,
      String sender,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.accounts = accounts;
    this.audience = audience;
    this.keys = keys;
    this.provider = provider;
    this.queues = queues;
    this.control = control;
    this.sender = sender;
    this.clock = clock;
    this.random = random;
  }

  /** Does what the message asks for, if it still has to be done. */
  public void handle(BlastChunkMessage message) {
    Optional<Blast> blast =
        store.find(message.tenant(), message.blast()).map(Versioned::value).filter(this::isSending);
    if (blast.isEmpty()) {
      return;
    }
    Optional<Versioned<Chunk>> chunk =
        store.chunk(message.tenant(), message.blast(), message.chunk());
    if (chunk.isEmpty() || !isToBeSent(blast.get(), chunk.get().value())) {
      return;
    }
    claim(blast.get(), chunk.get()).ifPresent(this::send);
    control.finishIfLast(blast.get(), message.chunk());
  }

  /**
   * For a message that failed too often: the chunk's item says what is to be done, so the sweeper
   * asks for it again.
   */
  public void giveBack(BlastChunkMessage message) {
    LOG.warning(
        "chunk failed too often, left to the sweeper; tenant=%s blast=%s chunk=%d"
            .formatted(message.tenant(), message.blast(), message.chunk()));
  }

  /** Not while it is paused, and never again once the artist deleted the account. */
  private boolean isSending(Blast blast) {
    if (blast.status() != BlastStatus.SENDING) {
      return false;
    }
    try {
      return accounts.openNow(blast.tenantId()).deletion() == null;
    } catch (Gone | NotFound e) {
      return false;
    }
  }

  private boolean isToBeSent(Blast blast, Chunk chunk) {
    Blast.Cut cut = blast.whenFrozen().cut();
    Instant now = clock.instant();
    if (chunk.state() == Chunk.State.DONE || (cut.done() && chunk.n() >= cut.chunks())) {
      return false;
    }
    if (chunk.state() == Chunk.State.SENDING) {
      return !now.isBefore(chunk.dueAt().plus(CLAIM));
    }
    boolean tooEarly = now.isBefore(chunk.dueAt().minus(SLACK));
    if (tooEarly) {
      queues.chunk(blast.tenantId(), blast.id(), chunk.n(), Duration.between(now, chunk.dueAt()));
    }
    return !tooEarly;
  }

  private Optional<ChunkWork> claim(Blast blast, Versioned<Chunk> read) {
    Chunk chunk = read.value();
    Instant now = clock.instant();
    Instant triedAt = chunk.triedAt();
    if (chunk.payload() == null) {
      return claimAnew(blast, read, now);
    }
    Optional<ChunkPayload> payload =
        store
            .chunks(blast.tenantId(), blast.id())
            .read(chunk.payload(), ChunkPayload.class)
            .map(Versioned::value);
    if (payload.isEmpty() || (triedAt != null && triedAt.plus(KEY_LIFE).isBefore(now))) {
      replace(read, chunk.done(fan -> new Outcome(RecipientState.UNKNOWN, null, null), now));
      return Optional.empty();
    }
    ChunkWork work =
        ChunkWork.of(blast, chunk.claimedAgain(now), payload.get().open(keys), sender, true);
    return replace(read, work.chunk()) ? Optional.of(work) : Optional.empty();
  }

  /** The first try, or one after the provider certainly took nothing: with who is confirmed now. */
  private Optional<ChunkWork> claimAnew(Blast blast, Versioned<Chunk> read, Instant now) {
    Chunk chunk = read.value();
    List<String> planned = chunk.planned();
    List<Addressee> addressees =
        planned.isEmpty() ? List.of() : audience.confirmed(blast.tenantId(), planned);
    if (addressees.isEmpty()) {
      replace(read, chunk.done(fan -> new Outcome(RecipientState.SKIPPED, null, null), now));
      return Optional.empty();
    }
    ChunkPayload payload = ChunkPayload.seal(keys, chunk, addressees);
    List<String> kept = addressees.stream().map(Addressee::fan).toList();
    ChunkWork work = ChunkWork.of(blast, chunk, addressees, sender, false);
    Chunk claimed = chunk.claimed(payload.id(), MailHash.of(work.mails()), kept, now);
    boolean ours =
        store
            .chunks(blast.tenantId(), blast.id())
            .together()
            .replace(chunk.id(), claimed, read.etag())
            .create(payload)
            .commit();
    return ours ? Optional.of(work.untried(claimed)) : Optional.empty();
  }

  private boolean replace(Versioned<Chunk> read, Chunk chunk) {
    return store.chunks(chunk.tenantId(), chunk.blastId()).replace(chunk.id(), chunk, read.etag());
  }

  private void send(ChunkWork work) {
    try {
      if (!MailHash.of(work.mails()).equals(work.chunk().payloadHash())) {
        // The template changed with a deployment. The key is the same, so nobody gets two mails.
        LOG.warning("a chunk's mails differ from the first try; tenant=" + work.blast().tenantId());
      }
      finish(work, work.outcomes(provider.send(work.mails(), work.key(), work.checking())));
      control.worked(work.blast());
    } catch (MailRefused e) {
      refused(work, e);
    } catch (MailDeferred e) {
      putOff(work, e, wait(e.retryAfter()), work.triedBefore());
      if (e.onHold()) {
        control.pause(work.blast(), e.code(), e.retryAfter());
      }
    } catch (Unavailable e) {
      putOff(work, e, wait(backoff(work.chunk(), e.retryAfter())), true);
      control.failed(work.blast());
    } catch (RuntimeException e) {
      // The host tries again; the claim must not be in its way.
      update(work, chunk -> chunk.putOff(clock.instant(), true));
      throw e;
    }
  }

  /**
   * One bad mail makes the provider refuse all. Then the same mails go out once more, under a key
   * of their own, in the mode that leaves out what is bad. When that is refused too, no single mail
   * is to blame: the blast pauses, and nobody is given up.
   */
  private void refused(ChunkWork work, MailRefused why) {
    LOG.log(Level.WARNING, "chunk refused; tenant=" + work.blast().tenantId(), why);
    if (work.addressees().size() == 1) {
      finish(work, fan -> new Outcome(RecipientState.PARKED, null, why.code()));
      control.failed(work.blast());
      return;
    }
    if (work.chunk().permissive()) {
      update(work, chunk -> chunk.putOff(clock.instant(), work.triedBefore()));
      control.pause(work.blast(), why.code(), Duration.ZERO);
      return;
    }
    Instant now = clock.instant();
    Chunk permissive = work.chunk().madePermissive(now);
    if (update(work, chunk -> chunk.madePermissive(now))) {
      send(work.untried(permissive));
    }
  }

  private void putOff(ChunkWork work, RuntimeException why, Duration wait, boolean mayBeAccepted) {
    LOG.log(Level.WARNING, "chunk put off; tenant=" + work.blast().tenantId(), why);
    Instant until = clock.instant().plus(wait);
    update(work, chunk -> chunk.putOff(until, mayBeAccepted));
    queues.chunk(work.blast().tenantId(), work.blast().id(), work.chunk().n(), wait);
  }

  private void finish(ChunkWork work, Function<String, @Nullable Outcome> outcomes) {
    update(work, chunk -> chunk.done(outcomes, clock.instant()));
  }

  /** False, with nothing changed, when the claim is not ours any more: it ran out. */
  private boolean update(ChunkWork work, Function<Chunk, Chunk> change) {
    Instant since = work.chunk().dueAt();
    boolean[] ours = {false};
    store.update(
        work.chunk(),
        chunk -> {
          ours[0] = chunk.state() == Chunk.State.SENDING && !chunk.dueAt().isAfter(since);
          return ours[0] ? change.apply(chunk) : chunk;
        });
    return ours[0];
  }

  /** Between once and twice what was asked for, so that a crowd does not come back as one. */
  private Duration wait(Duration asked) {
    return asked.plusMillis(random.nextLong(asked.toMillis() + 1));
  }

  private static Duration backoff(Chunk chunk, @Nullable Duration asked) {
    Duration first = asked == null ? SLACK : asked;
    Duration longer = first.multipliedBy(1L << Math.min(chunk.tries(), 8));
    return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
  }
}
