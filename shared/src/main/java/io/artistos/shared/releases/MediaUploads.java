package io.artistos.shared.releases;

import io.artistos.shared.blob.SignedAddress;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Audio and artwork, from the announcement to the checked file. Files go straight to the blob
 * store; an address to upload to can create its blob and cannot replace it, so that what was
 * checked is what stays. Thread-safe.
 */
public final class MediaUploads {

  /** Of one release. */
  private static final int MOST = 20;

  /** Two seconds on a slow phone. */
  private static final long MOST_OF_PAGE = 2 << 20;

  private static final int TRIES = 5;

  private final Releases releases;
  private final MediaItems items;
  private final TenantBlobs blobs;
  private final Clock clock;

  public MediaUploads(Database database, Releases releases, TenantBlobs blobs, Clock clock) {
    this.releases = releases;
    this.items = new MediaItems(database);
    this.blobs = blobs;
    this.clock = clock;
  }

  /**
   * How to upload: one {@code PUT} to the address with the headers.
   *
   * @param expiresAt until when it can begin
   */
  public record Upload(
      String mediaId, String uploadUrl, Map<String, String> headers, Instant expiresAt) {

    @Override
    public String toString() {
      return "[upload]";
    }
  }

  /**
   * Writes down that a file is awaited and says where to put it. The same id again gives a new
   * address, as long as nothing has been checked. A read, two queries and a create.
   *
   * @throws NotFound when there is no such release
   * @throws NotAllowedNow when it has too many files, or the one of this id is complete
   */
  public Upload announce(TenantId tenant, String release, NewMedia announced, String id) {
    releases.get(tenant, release);
    Instant now = clock.instant();
    Media media =
        Media.awaited(id, tenant, release, announced, now, now.plus(TenantBlobs.ADDRESS_LIFE));
    if (items.list(tenant, release, MOST).stream().filter(m -> !m.id().equals(id)).count()
        >= MOST) {
      throw new NotAllowedNow("too-many-media", "A release has at most " + MOST + " files.");
    }
    try {
      items.of(tenant).create(id, media, "media");
    } catch (AlreadyExists e) {
      media = announcedAgain(tenant, release, id, media.uploadUntil());
    }
    SignedAddress address = blobs.uploadAddress(tenant, media.blob());
    Map<String, String> headers =
        Map.of("Content-Type", media.contentType(), "x-ms-blob-type", "BlockBlob");
    return new Upload(id, address.uri().toString(), headers, address.expiresAt());
  }

  private Media announcedAgain(TenantId tenant, String release, String id, Instant until) {
    items.get(tenant, release, id);
    return items
        .of(tenant)
        .update(
            id,
            Media.class,
            there -> {
              if (there.state() != Media.State.AWAITED) {
                throw new NotAllowedNow("media-complete", "This file has arrived already.");
              }
              return there.awaitedUntil(until);
            })
        .orElseThrow(() -> new NotFound("media"));
  }

  /**
   * Checks what arrived and keeps its checksum; what is wrong is deleted. Answers the same when it
   * is asked again. Two reads, a write, and the file is read once.
   *
   * @throws NotFound when there is no such media or release
   * @throws NotAllowedNow when nothing has arrived
   * @throws InvalidInput when something else arrived
   */
  public MediaView complete(TenantId tenant, String release, String id) {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Media> read = items.get(tenant, release, id);
      Media media = read.value();
      switch (media.state()) {
        case READY -> {
          return view(media);
        }
        case REFUSED -> throw refusal(media);
        default -> {
          // After the media: whoever deletes the release marks it first and looks for media then.
          releases.get(tenant, release);
          Media checked = checked(media);
          if (items.of(tenant).replace(id, checked, read.etag()) && checked.refusal() != null) {
            blobs.delete(tenant, media.blob());
          }
        }
      }
    }
    throw new Unavailable("media that many change at once", Duration.ofSeconds(1), null);
  }

  private Media checked(Media media) {
    Optional<TenantBlobs.Opened> arrived = blobs.open(media.tenantId(), media.blob());
    if (arrived.isEmpty()) {
      throw new NotAllowedNow("nothing-arrived", "Upload the file first.");
    }
    try (TenantBlobs.Opened file = arrived.get()) {
      if (file.bytes() != media.bytes()) {
        return media.refused(Media.Refusal.WRONG_SIZE, clock.instant());
      }
      Arrival arrival = Arrival.read(file);
      return arrival
          .fault(media)
          .map(fault -> media.refused(fault, clock.instant()))
          .orElseGet(() -> media.ready(arrival.sha256()));
    }
  }

  private static InvalidInput refusal(Media media) {
    Media.Refusal why = media.refusal();
    if (why == null) {
      throw new IllegalStateException("refused without a reason: " + media.id());
    }
    return new InvalidInput(why.field(), why.code(), why.detail());
  }

  /**
   * Deletes a file: its item says so first, then the blob goes, and the item when no address works
   * any more with which a blob could come again. A read, a write and a request to the blob store.
   *
   * @throws NotFound when there is no such media
   */
  public void delete(TenantId tenant, String release, String id) {
    items.get(tenant, release, id);
    items.of(tenant).update(id, Media.class, this::deleting).ifPresent(this::deleteBlob);
  }

  private Media deleting(Media media) {
    return media.state() == Media.State.DELETING ? media : media.deleting(clock.instant());
  }

  private void deleteBlob(Media media) {
    blobs.delete(media.tenantId(), media.blob());
  }

  /** All files of a release; whoever deletes it has marked it before. */
  void deleteAll(TenantId tenant, String release) {
    for (Media media : items.list(tenant, release, 2 * MOST)) {
      items.of(tenant).update(media.id(), Media.class, this::deleting).ifPresent(this::deleteBlob);
    }
  }

  /** What a release has, with addresses to read from; two queries. */
  java.util.List<MediaView> of(TenantId tenant, String release) {
    return items.list(tenant, release, 2 * MOST).stream().map(this::view).toList();
  }

  /**
   * Where a page may load a release's artwork from, for some minutes; a read. Empty when there is
   * none, or it is larger than what visitors should wait for.
   */
  public Optional<URI> pageImage(TenantId tenant, String release, String id) {
    return items
        .find(tenant, release, id)
        .filter(m -> m.state() == Media.State.READY && m.kind() == Media.Kind.ARTWORK)
        .filter(m -> m.bytes() <= MOST_OF_PAGE)
        .map(m -> blobs.readAddress(tenant, m.blob(), m.contentType()).uri());
  }

  /** Deletes what is due for it; nothing else. A read, a write and a request to the blob store. */
  void sweep(TenantId tenant, String id) {
    Instant now = clock.instant();
    Optional<Media> media =
        items.of(tenant).update(id, Media.class, m -> m.isToBeSwept(now) ? deleting(m) : m);
    if (media.isPresent() && media.get().state() == Media.State.DELETING) {
      deleteBlob(media.get());
      if (now.isAfter(media.get().uploadUntil())) {
        items.of(tenant).delete(id);
      }
    }
  }

  private MediaView view(Media media) {
    return media.state() == Media.State.READY
        ? MediaView.of(
            media, blobs.readAddress(media.tenantId(), media.blob(), media.contentType()))
        : MediaView.of(media, null);
  }
}
