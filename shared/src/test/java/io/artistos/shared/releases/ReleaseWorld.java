package io.artistos.shared.releases;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One artist of their own, with everything around releases wired as in the app. */
final class ReleaseWorld {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final LocalDate DATE = LocalDate.parse("2026-12-04");

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock = new PinnedClock(START);
  final SecureRandom random = new SecureRandom();
  final TenantId tenant = openArtist();
  final TenantBlobs blobs = platform.blobs();
  final Releases releases = new Releases(platform.database());
  final MediaUploads media = new MediaUploads(platform.database(), releases, blobs, clock);
  final ReleaseEditing editing =
      new ReleaseEditing(
          releases,
          media,
          new SealedCursors(
              name -> new Secret<>("k1:" + Base64Url.encode(new byte[32])), "cursors", random),
          clock);
  final ReleaseSweeper sweeper = new ReleaseSweeper(platform.database(), editing, media, clock);
  final ArtistMails mails =
      new ArtistMails(platform.database(), platform.emptyQueue(Queues.ARTIST_MAIL), clock);

  DueReleases due() {
    return due(mails);
  }

  DueReleases due(ArtistMails sent) {
    return new DueReleases(
        platform.database(), releases, new Accounts(platform.database(), clock), sent, clock);
  }

  /** As if whoever went live had been killed before the message was sent. */
  ArtistMails mailsWithoutQueue() {
    return new ArtistMails(
        platform.database(),
        platform.queueAt(Queues.ARTIST_MAIL, URI.create("https://127.0.0.1:1/devstoreaccount1")),
        clock);
  }

  String scheduled() {
    String id = draft();
    editing.schedule(tenant, id, Optional.empty());
    return id;
  }

  String draft() {
    String id = anyId();
    editing.create(tenant, id, fields("Harbour Lights", DATE));
    return id;
  }

  static ReleaseFields fields(String title, LocalDate date) {
    return new ReleaseFields(
        title,
        "folk",
        List.of("calm"),
        date,
        ZoneId.of("Europe/London"),
        List.of(new Collaborator("Mira", "artist", 10_000)));
  }

  String anyId() {
    return Base64Url.encode(Base64Url.randomBytes(random, 16));
  }

  Release release(String id) {
    return releases.get(tenant, id).value();
  }

  Optional<ArtistMail> liveMail(String release) {
    return platform
        .database()
        .tenant(tenant, Containers.ACCOUNTS)
        .read("mail-release-live-" + release, ArtistMail.class)
        .map(Versioned::value);
  }

  void deleteAccount() {
    platform
        .database()
        .tenant(tenant, Containers.ACCOUNTS)
        .update(
            Account.ID,
            Account.class,
            a -> a.with(new Account.Deletion(START, START.plus(Duration.ofDays(14)))));
  }

  int put(MediaUploads.Upload upload, byte[] body) {
    HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(upload.uploadUrl()));
    upload.headers().forEach(put::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              put.PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private TenantId openArtist() {
    String slug = "mira-" + HexFormat.of().formatHex(Base64Url.randomBytes(random, 8));
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                new Slug(slug),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            "user_owner",
            Optional.empty())
        .tenantId();
  }
}
