package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The suite that the story is played on: its addresses, its clock, and one artist's own calls. */
final class Stage implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  final Web web;
  final Transcript transcript;
  final URI app;
  final URI vendors;
  private final URI control;
  private @Nullable String owner;
  private @Nullable String staff;
  final String slug;

  /**
   * @param suite what {@code suite.json} of a running suite says
   * @param tls trusts the suite's own authority
   * @param slug of an artist that is not there yet
   */
  Stage(JsonNode suite, SSLContext tls, String slug, Transcript transcript) {
    this.web = new Web(tls);
    this.app = URI.create(suite.path("app").asText());
    this.vendors = URI.create(suite.path("inbox").asText()).resolve("/");
    this.control = URI.create(suite.path("control").asText());
    this.slug = slug;
    this.transcript = transcript;
  }

  /** The suite's time. */
  Instant now() {
    return Instant.parse(
        web.get(control.resolve("/clock"), Map.of()).expect(200).json().path("now").asText());
  }

  void moveBy(Duration by) {
    web.json("POST", control.resolve("/clock"), Map.of(), Map.of("by", by.toString())).expect(200);
  }

  void moveTo(Instant time) {
    web.json("POST", control.resolve("/clock"), Map.of(), Map.of("to", time.toString()))
        .expect(200);
  }

  /** Headers of a call by the account's owner, for the next minute. */
  Map<String, String> owner() {
    if (owner == null) {
      owner = person(artistAddress(), false);
    }
    return Map.of("Authorization", token(owner), "Artist-Account", slug);
  }

  Map<String, String> owner(String header, String value) {
    Map<String, String> headers = new LinkedHashMap<>(owner());
    headers.put(header, value);
    return headers;
  }

  /** Headers of a call by somebody of the platform's staff, for the next minute. */
  Map<String, String> staff() {
    if (staff == null) {
      staff = person(slug.replace("mira-", "staff-") + "@artistos.example", true);
    }
    return Map.of("Authorization", token(staff));
  }

  private String person(String email, boolean ofStaff) {
    Map<String, Object> profile =
        Map.of(
            "firstName",
            "Mira",
            "lastName",
            "Sol",
            "email",
            email,
            "secondFactor",
            true,
            "staff",
            ofStaff);
    return clerk("/control/clerk/persons", profile).path("id").asText();
  }

  /** Session tokens live for a minute, so each call has its own. */
  private String token(String user) {
    Map<String, Object> asked = Map.of("user", user, "secondFactor", true);
    return "Bearer " + clerk("/control/clerk/tokens", asked).path("jwt").asText();
  }

  private JsonNode clerk(String path, Map<String, Object> body) {
    return web.json("POST", vendors.resolve(path), Map.of(), body).expect(200).json();
  }

  /** GET of the artist's API. */
  Web.Answer get(String path) {
    return web.get(app.resolve(path), owner());
  }

  Web.Answer post(String path, Object body) {
    return web.json("POST", app.resolve(path), owner(), body);
  }

  /** All items of one of the artist's lists, page by page. */
  List<JsonNode> list(String path) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get(path + "?limit=200" + cursor).expect(200).json();
      page.path("items").forEach(all::add);
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  Web.Answer delete(String path, Object body) {
    return web.json("DELETE", app.resolve(path), owner(), body);
  }

  /** The newest mails to somebody, at most {@code most} of them. */
  JsonNode mailsTo(String address, int most) {
    String to = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return web.get(vendors.resolve("/inbox.json?limit=" + most + "&to=" + to), Map.of())
        .expect(200)
        .json()
        .path("mails");
  }

  /** Where the platform writes to the artist; a person's own, which stays when the slug goes. */
  String artistAddress() {
    return slug.replace("mira-", "artist-") + "@band.example";
  }

  /**
   * Waits until the artist has so many mails whose subject has that in it, and counts them.
   *
   * @throws StoryBroken when there are more
   */
  void countArtistMails(String what, long expected, String inSubject) {
    await(what, Duration.ofSeconds(60), () -> artistMails(inSubject) >= expected);
    transcript.count(what, expected, artistMails(inSubject));
  }

  private long artistMails(String inSubject) {
    long count = 0;
    for (JsonNode mail : mailsTo(artistAddress(), 500)) {
      count += mail.path("subject").asText().contains(inSubject) ? 1 : 0;
    }
    return count;
  }

  /**
   * Looks again and again until it is so.
   *
   * @throws StoryBroken when the limit, in real time, passes first
   */
  void await(String what, Duration limit, BooleanSupplier so) {
    long end = System.nanoTime() + limit.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new StoryBroken(what + ": not within " + limit.toSeconds() + " s");
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    web.close();
  }
}
