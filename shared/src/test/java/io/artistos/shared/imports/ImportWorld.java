package io.artistos.shared.imports;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.fans.FanArrivals;
import io.artistos.shared.fans.FanExport;
import io.artistos.shared.fans.FanFilter;
import io.artistos.shared.fans.FanTagging;
import io.artistos.shared.fans.ImportStatement;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.jobs.JobFile;
import io.artistos.shared.jobs.Jobs;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.queue.JobMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.Calls;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One artist of their own, with jobs over fans wired as in the app, on a pinned clock. */
final class ImportWorld {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final Actor OWNER = new Actor(Actor.Kind.MEMBER, "user_owner");

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock = new PinnedClock(START);
  final SecureRandom random = new SecureRandom();
  final TenantId tenant = openArtist();
  final TenantBlobs blobs = platform.blobs();
  final JobFile file = new JobFile(blobs, random);
  final Accounts accounts = new Accounts(platform.database(), clock);
  final FanArrivals arrivals =
      new FanArrivals(
          platform.database(),
          new KeyedHash(name -> new Secret<>(Base64Url.encode(new byte[32])), "id"),
          clock);
  final FanExport export = new FanExport(platform.database(), file, clock);
  final ImportWork work = new ImportWork(blobs, arrivals, file, clock);
  final FanTagging tagging = new FanTagging(platform.database(), clock);
  final Jobs jobs =
      new Jobs(
          platform.database(),
          accounts,
          blobs,
          platform.emptyQueue(Queues.JOBS),
          List.of(work, export, tagging),
          clock);
  final FanImports imports =
      new FanImports(jobs, new FanPages(platform.database(), clock), blobs, file, clock);

  /** Announces a list and uploads it. */
  ImportView uploaded(String csv, String more) {
    return uploaded(csv.getBytes(StandardCharsets.UTF_8), more);
  }

  ImportView uploaded(byte[] bytes, String more) {
    NewImport announced =
        NewImport.read(
            Calls.post(
                "{\"bytes\":%d,\"source\":\"Old list\",\"statement\":\"%s\"%s}"
                    .formatted(bytes.length, ImportStatement.CURRENT.version(), more)));
    ImportView view = imports.announce(account(), id(), announced, OWNER);
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(String.valueOf(view.uploadUrl())))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
    Objects.requireNonNull(view.uploadHeaders()).forEach(put::header);
    if (send(put.build()).statusCode() != 201) {
      throw new IllegalStateException("the file was not taken");
    }
    return view;
  }

  /** Checks it and, unless that failed, runs it. */
  ImportView imported(String csv, String more) {
    String id = uploaded(csv, more).id();
    imports.check(tenant, id, null);
    work();
    if (imports.get(tenant, id).status() == Job.State.WAITING) {
      imports.run(tenant, id, null);
      work();
    }
    return imports.get(tenant, id);
  }

  /** The whole export as text. */
  String exported(FanFilter filter) {
    Job job =
        jobs.begin(
            Job.waiting(id(), tenant, FanExport.KIND, "user_owner", filter, clock.instant()), null);
    work();
    return download(
        String.valueOf(export.view(jobs.get(tenant, job.id(), FanExport.KIND)).downloadUrl()));
  }

  /** Handles messages until there are none. */
  void work() {
    List<JobMessage> messages;
    do {
      messages = platform.receive(Queues.JOBS, JobMessage.class);
      messages.forEach(jobs::handle);
    } while (!messages.isEmpty());
  }

  String download(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build()).body();
  }

  String id() {
    return Base64Url.encode(Base64Url.randomBytes(random, 16));
  }

  Account account() {
    return accounts.find(tenant).orElseThrow();
  }

  Map<String, Long> costOf(Runnable action) {
    return platform.costOf(action);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private TenantId openArtist() {
    return platform.openArtist(clock, "Mira Sol").tenantId();
  }
}
