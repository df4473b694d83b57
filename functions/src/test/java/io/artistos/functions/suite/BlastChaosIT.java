package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.suite.ManyFans;
import io.artistos.local.suite.ManyFans.OnList;
import io.artistos.local.vendors.ResendControl;
import io.artistos.local.vendors.webhooks.WebhookFault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A blast while the host is killed at random and the provider fails. */
class BlastChaosIT {

  private static final int FANS = Chaos.number("fans", 300);
  private static final int KILLS = Chaos.number("kills", 3);
  private static final int LEAVING = 4;
  private static final int CHUNK = 100;

  /** Longer than a chunk may be late; four of them are longer than a pause. */
  private static final Duration MOVE = Duration.ofMinutes(6);

  /** For the provider's keys; a chunk whose outcome is unknown for longer is given up. */
  private static final Duration KEY_LIFE = Duration.ofHours(23);

  /** The provider's paths that send. */
  private static final String SENDING = "/emails*";

  private static final Map<String, String> NOTHING_GOES_OUT =
      Map.of("AzureWebJobs.SendBlastChunk.Disabled", "true");

  private final RunningSuite suite = RunningSuite.get();
  private final ArtistApi artist = new ArtistApi(suite, suite.newArtist());
  private final ResendControl provider = suite.suite().vendors().resend();
  private final Chaos chaos = new Chaos(suite, this::steps, MOVE);
  private final Map<String, List<Faults.Active>> failures = new TreeMap<>();

  /** A mail in the provider's record. */
  private record Accepted(String id, String to) {}

  @Test
  void everyEligibleFanGetsOneMailAndTheLedgerSaysWhatTheProviderSays() {
    ManyFans many = new ManyFans(suite.suite(), artist.slug());
    List<OnList> fans = many.add(FANS);
    Duration before = suite.suite().clock().offset();
    failAtTimes();

    suite.suite().killHost();
    suite.suite().restartHost(NOTHING_GOES_OUT);
    chaos.countFromHere();
    String blast = send();
    chaos.killWithin(chunks(), NOTHING_GOES_OUT, () -> isCut(blast));
    chaos.goOnUntil(() -> isCut(blast));
    List<OnList> gone = fans.subList(1, 1 + LEAVING);
    gone.subList(0, LEAVING / 2).forEach(fan -> many.setStatus(fan, "unsubscribed"));
    gone.subList(LEAVING / 2, LEAVING).forEach(fan -> many.setStatus(fan, "suppressed"));
    suite.suite().killHost();
    chaos.countFromHere();
    suite.suite().restartHost(Map.of());
    for (int kill = 1; kill < KILLS; kill++) {
      // A chunk is claimed, then accepted.
      chaos.killWithin(2 * chunks() / KILLS, Map.of(), () -> isSent(blast));
    }
    chaos.goOnUntil(() -> isSent(blast));
    provider.faults().clear();
    chaos.goOnUntil(() -> provider.pendingWebhooks() == 0);

    assertThat(suite.suite().clock().offset().minus(before)).isLessThan(KEY_LIFE);
    Map<String, List<Accepted>> accepted = accepted(blast);
    Map<String, String> eligible = new HashMap<>();
    fans.forEach(fan -> eligible.put(fan.id(), fan.email()));
    gone.forEach(fan -> eligible.remove(fan.id()));
    assertThat(accepted.values()).as("seed %d", chaos.seed()).allMatch(mails -> mails.size() == 1);
    assertThat(byFan(accepted, Accepted::to)).as("seed %d", chaos.seed()).isEqualTo(eligible);
    Map<String, String> ledger = ledger(blast, ids(gone));
    assertThat(ledger).isEqualTo(byFan(accepted, Accepted::id));
    JsonNode progress = progress(blast);
    long mailed = (long) FANS - LEAVING;
    assertThat(progress.path("fans").asLong()).isEqualTo(FANS);
    assertThat(progress.path("chunked").asLong()).isEqualTo(FANS);
    assertThat(progress.path("skipped").asLong()).isEqualTo(LEAVING);
    assertThat(progress.path("sent").asLong() + progress.path("delivered").asLong())
        .isEqualTo(mailed);
    Chaos.report(
        ("blast: %d fans, %d left before their chunk, %d kills, faults %s, clock moved %d times;"
                + " %d mails accepted, 1 for each eligible fan; %d ids in the ledger, all the"
                + " provider's; %d delivered (seed %d)")
            .formatted(
                FANS,
                LEAVING,
                chaos.kills(),
                struck(),
                chaos.moves(),
                accepted.size(),
                ledger.size(),
                progress.path("delivered").asInt(),
                chaos.seed()));
  }

  @AfterEach
  void allIsWellAgain() {
    provider.faults().clear();
    suite.suite().killHost();
    suite.suite().restartHost(Map.of());
  }

  private void failAtTimes() {
    failAtTimes("drop", Fault.drop().afterTheWork(), 0.15);
    failAtTimes("500", Fault.answer(500), 0.15);
    failAtTimes("429", Fault.answer(429), 0.1);
    Faults faults = provider.faults();
    faults.add(
        Fault.delay(Duration.ofMillis(200))
            .on("POST", SENDING)
            .afterTheWork()
            .sometimes(0.3, chaos.seed()));
    faults.add(Fault.of(WebhookFault.DUPLICATE).sometimes(0.1, chaos.seed()));
    faults.add(Fault.of(WebhookFault.REORDER).sometimes(0.1, chaos.seed() + 1));
  }

  /** Once for certain too: the few requests of the short form might have all the luck. */
  private void failAtTimes(String name, Fault fault, double probability) {
    Fault sending = fault.on("POST", SENDING);
    long seed = chaos.seed() + failures.size();
    failures.put(
        name,
        List.of(
            provider.faults().add(sending.times(1)),
            provider.faults().add(sending.sometimes(probability, seed))));
  }

  private Map<String, Integer> struck() {
    Map<String, Integer> all = new TreeMap<>();
    failures.forEach(
        (name, faults) -> all.put(name, faults.stream().mapToInt(Faults.Active::struck).sum()));
    return all;
  }

  private String send() {
    String draft =
        RunningSuite.write(
            Map.of("subject", "News for {{firstName|you}}", "body", "Hello {{firstName|friend}}"));
    String blast = artist.call("POST", "/api/blasts", draft).path("id").asText();
    artist.call("POST", "/api/blasts/" + blast + "/send", "{}");
    return blast;
  }

  private static int chunks() {
    return Math.ceilDiv(FANS, CHUNK);
  }

  /** Chunks made, claimed, accepted. */
  private long steps() {
    Map<String, Long> operations = suite.operations();
    return operations.getOrDefault("create deliveries", 0L)
        + operations.getOrDefault("batch deliveries", 0L)
        + provider.accepted() / CHUNK;
  }

  private JsonNode progress(String blast) {
    return artist.call("GET", "/api/blasts/" + blast + "/progress", "");
  }

  private boolean isCut(String blast) {
    return progress(blast).path("chunked").asInt() == FANS;
  }

  private boolean isSent(String blast) {
    return progress(blast).path("status").asText().equals("sent");
  }

  /** The blast's mails in the provider's record, by fan. */
  private Map<String, List<Accepted>> accepted(String blast) {
    Map<String, List<Accepted>> mails = new HashMap<>();
    String after = "0";
    do {
      URI page = URI.create(suite.suite().vendors().uri() + "/control/resend/mails?after=" + after);
      HttpResponse<String> answer = suite.send(HttpRequest.newBuilder(page).GET());
      JsonNode found = RunningSuite.read(answer.body());
      for (JsonNode mail : found.path("mails")) {
        if (mail.at("/tags/blast").asText().equals(blast)) {
          mails
              .computeIfAbsent(mail.at("/tags/fan").asText(), fan -> new ArrayList<>())
              .add(new Accepted(mail.path("id").asText(), mail.at("/to/0").asText()));
        }
      }
      after = found.path("next").asText();
    } while (!after.equals("null"));
    return mails;
  }

  /** The provider's id of each fan's mail as the ledger has it; nobody is in it twice. */
  private Map<String, String> ledger(String blast, Set<String> gone) {
    Map<String, String> ids = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (String item : artist.items("\"" + blast + "\"")) {
      JsonNode chunk = RunningSuite.read(item);
      if (chunk.path("type").asText().equals("chunk")) {
        chunk
            .path("outcomes")
            .properties()
            .forEach(
                entry -> {
                  assertThat(seen.add(entry.getKey())).isTrue();
                  @Nullable JsonNode mail = entry.getValue().get("mail");
                  boolean sent = mail != null && mail.isTextual();
                  assertThat(sent).isEqualTo(!gone.contains(entry.getKey()));
                  if (sent) {
                    ids.put(entry.getKey(), mail.asText());
                  }
                });
      }
    }
    return ids;
  }

  private static Set<String> ids(List<OnList> fans) {
    return fans.stream().map(OnList::id).collect(Collectors.toSet());
  }

  private static Map<String, String> byFan(
      Map<String, List<Accepted>> accepted, Function<Accepted, String> what) {
    return accepted.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> what.apply(entry.getValue().getFirst())));
  }
}
