package io.artistos.shared.blasts;

import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * An artist's blasts, as long as nothing is sent: written, listed, changed, thrown away.
 * Thread-safe.
 */
public final class Blasts {

  private static final String QUERY = "blasts, latest first";

  /**
   * @param etag names this version, quotes included
   */
  public record Version(BlastView view, String etag) {}

  private final BlastStore store;
  private final SealedCursors cursors;
  private final SecureRandom random;
  private final Clock clock;

  Blasts(BlastStore store, SealedCursors cursors, SecureRandom random, Clock clock) {
    this.store = store;
    this.cursors = cursors;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Writes a draft. One create and one read; the same {@code Idempotency-Key} gives the blast that
   * is there.
   *
   * @throws InvalidInput see {@link BlastDraft#read}
   */
  public Version create(TenantId tenant, Call call) {
    BlastDraft draft = BlastDraft.read(call);
    String id = BlastStore.ID_PREFIX + RequestIds.of(call, tenant, "blast", random);
    try {
      store.blasts(tenant).create(id, Blast.draft(id, tenant, draft, clock.instant()), "blast");
    } catch (AlreadyExists e) {
      // The same request came before.
    }
    return get(tenant, id);
  }

  /**
   * One read.
   *
   * @throws NotFound when there is no such blast
   */
  public Version get(TenantId tenant, String id) {
    Versioned<Blast> blast = store.get(tenant, id);
    return new Version(BlastView.of(blast.value()), blast.etag());
  }

  /**
   * Two queries, however many there are.
   *
   * @throws InvalidInput when the cursor is not ours or was made for another tenant
   */
  public Slice<BlastView> list(TenantId tenant, PageRequest request) {
    String continuation = request.continuation(cursors, tenant, QUERY);
    Page<Blast> page =
        store
            .blasts(tenant)
            .query(
                "c.type = 'blast'",
                "c.createdAt DESC",
                Map.of(),
                Blast.class,
                request.size(),
                continuation);
    String next =
        page.continuation() == null ? null : cursors.seal(tenant, QUERY, page.continuation());
    return new Slice<>(page.items().stream().map(BlastView::of).toList(), next);
  }

  /**
   * Replaces a draft's content. Two reads and one write.
   *
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   * @throws NotAllowedNow {@code not-a-draft}
   */
  public Version edit(TenantId tenant, String id, Call call) {
    BlastDraft draft = BlastDraft.read(call);
    Versioned<Blast> read = draftToChange(tenant, id, call);
    Blast edited = read.value().edited(draft, clock.instant());
    if (!store.blasts(tenant).replace(id, edited, read.etag())) {
      throw new Outdated();
    }
    return get(tenant, id);
  }

  /**
   * Throws a draft away. One read, and one request that deletes only this version: one that is
   * being sent at this moment stays.
   *
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   * @throws NotAllowedNow {@code not-a-draft}
   */
  public void delete(TenantId tenant, String id, Call call) {
    Versioned<Blast> read = draftToChange(tenant, id, call);
    boolean gone =
        store.blasts(tenant).together().replace(id, read.value(), read.etag()).delete(id).commit();
    if (!gone) {
      throw new Outdated();
    }
  }

  private Versioned<Blast> draftToChange(TenantId tenant, String id, Call call) {
    Versioned<Blast> read = store.get(tenant, id);
    if (call.ifMatch().filter(tag -> !tag.equals(read.etag())).isPresent()) {
      throw new Outdated();
    }
    if (read.value().status() != BlastStatus.DRAFT) {
      throw new NotAllowedNow("not-a-draft", "This blast was sent; only drafts can be changed.");
    }
    return read;
  }
}
