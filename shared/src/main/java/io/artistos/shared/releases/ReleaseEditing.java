package io.artistos.shared.releases;

import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the artist's people do with releases. A change is refused as a whole or made as a whole.
 * Thread-safe.
 */
public final class ReleaseEditing {

  private static final String QUERY = "releases, latest first";

  /** Long enough for whoever deletes to finish; then the sweep does. */
  private static final Duration DELETION = Duration.ofMinutes(5);

  private final Releases releases;
  private final MediaUploads media;
  private final SealedCursors cursors;
  private final Clock clock;

  public ReleaseEditing(Releases releases, MediaUploads media, SealedCursors cursors, Clock clock) {
    this.releases = releases;
    this.media = media;
    this.cursors = cursors;
    this.clock = clock;
  }

  /**
   * A new draft; when there is one of this id already, that one. A create, a read and two queries.
   *
   * @throws Gone when there was one of this id that has been deleted
   */
  public Versioned<ReleaseView> create(TenantId tenant, String id, ReleaseFields fields) {
    releases.create(Release.draft(id, tenant, fields, clock.instant()));
    return releases
        .find(tenant, id)
        .map(read -> view(tenant, read))
        .orElseThrow(() -> new Gone("release"));
  }

  /**
   * With its media. A read and two queries.
   *
   * @throws NotFound when there is none
   */
  public Versioned<ReleaseView> get(TenantId tenant, String id) {
    return view(tenant, releases.get(tenant, id));
  }

  private Versioned<ReleaseView> view(TenantId tenant, Versioned<Release> read) {
    List<MediaView> files = media.of(tenant, read.value().id());
    return new Versioned<>(ReleaseView.of(read.value(), files), read.etag());
  }

  /**
   * The latest first, without media. Two queries.
   *
   * @throws InvalidInput when the cursor is not ours
   */
  public Slice<ReleaseView> list(TenantId tenant, PageRequest request) {
    Page<Release> page =
        releases.list(tenant, request.size(), request.continuation(cursors, tenant, QUERY));
    String next =
        page.continuation() == null ? null : cursors.seal(tenant, QUERY, page.continuation());
    return new Slice<>(
        page.items().stream().map(release -> ReleaseView.of(release, null)).toList(), next);
  }

  /**
   * Replaces what people say about it.
   *
   * @param ifMatch the version that the caller saw, empty for any
   * @throws NotFound when there is none
   * @throws Outdated when somebody else changed it
   * @throws NotAllowedNow when it is live and the date would change
   * @throws InvalidInput when it is scheduled or live and something would be missing
   */
  public Versioned<ReleaseView> edit(
      TenantId tenant, String id, Optional<String> ifMatch, ReleaseFields fields) {
    return change(tenant, id, ifMatch, release -> release.edited(fields, now()));
  }

  /**
   * Lets it go live by itself at the start of its date.
   *
   * @throws NotFound when there is none
   * @throws Outdated when somebody else changed it
   * @throws NotAllowedNow when it is live
   * @throws InvalidInput when the date is missing or past, or the splits are not 100 %
   */
  public Versioned<ReleaseView> schedule(TenantId tenant, String id, Optional<String> ifMatch) {
    return change(tenant, id, ifMatch, release -> release.scheduled(now()));
  }

  /**
   * Makes it a draft again.
   *
   * @throws NotFound when there is none
   * @throws Outdated when somebody else changed it
   * @throws NotAllowedNow when it is live
   */
  public Versioned<ReleaseView> unschedule(TenantId tenant, String id, Optional<String> ifMatch) {
    return change(tenant, id, ifMatch, release -> release.unscheduled(now()));
  }

  /**
   * Deletes it with its media: it says so first, so that the sweep ends what breaks off.
   *
   * @throws NotFound when there is none
   * @throws Outdated when somebody else changed it
   * @throws NotAllowedNow when it is live
   */
  public void delete(TenantId tenant, String id, Optional<String> ifMatch) {
    releases.change(tenant, id, ifMatch, release -> release.deleting(now().plus(DELETION)));
    finishDeletion(tenant, id);
  }

  /** The rest of it, from wherever it broke off. */
  void finishDeletion(TenantId tenant, String id) {
    media.deleteAll(tenant, id);
    releases.deletePlans(tenant, id);
    releases.bury(tenant, id);
  }

  private Versioned<ReleaseView> change(
      TenantId tenant, String id, Optional<String> ifMatch, UnaryOperator<Release> change) {
    releases.change(tenant, id, ifMatch, change);
    return get(tenant, id);
  }

  private Instant now() {
    return clock.instant();
  }
}
