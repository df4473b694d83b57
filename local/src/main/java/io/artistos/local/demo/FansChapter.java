package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.suite.ArtistRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An artist opens the account; fans sign up from around the world, and most confirm. */
final class FansChapter {

  private static final int AT_ONCE = 8;
  private static final Pattern CONFIRM = Pattern.compile("http\\S+/confirm\\?t=[A-Za-z0-9_-]+");

  private final Stage stage;
  private final Crowd crowd;

  /** The number of the last mail that was looked at. */
  private long seen;

  FansChapter(Stage stage, Crowd crowd) {
    this.stage = stage;
    this.crowd = crowd;
  }

  void play() {
    stage.transcript.chapter("Fans");
    openAccount();
    signUp();
    confirm();
    compare();
  }

  private void openAccount() {
    Map<String, String> artist =
        ArtistRequest.of("Mira Sol", stage.slug, "Songs for night trains.");
    stage.post("/api/artists", artist).expect(201);
    stage.transcript.say("fan page %s", stage.app.resolve("/a/" + stage.slug));
  }

  private void signUp() {
    String consent =
        stage
            .web
            .get(stage.app.resolve("/api/fan-pages/" + stage.slug), Map.of())
            .expect(200)
            .json()
            .at("/consent/version")
            .asText();
    URI signups = stage.app.resolve("/api/fan-pages/" + stage.slug + "/signups");
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all =
          crowd.people().stream()
              .<Future<?>>map(
                  person ->
                      clients.submit(
                          () ->
                              stage
                                  .web
                                  .json(
                                      "POST",
                                      signups,
                                      Map.of("X-Local-Peer", person.peer()),
                                      Map.of(
                                          "email",
                                          person.email(),
                                          "firstName",
                                          "Ada",
                                          "consent",
                                          consent))
                                  .expect(202)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
      stage.transcript.count("sign-ups accepted", crowd.people().size(), all.size());
    } catch (ExecutionException e) {
      throw new StoryBroken("a sign-up failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** As the mails arrive: the provider takes ten requests a second. */
  private void confirm() {
    Map<String, Crowd.Person> waiting = new HashMap<>();
    crowd.people().forEach(person -> waiting.put(person.email(), person));
    Set<String> confirmed = new HashSet<>();
    stage.await(
        "a confirmation mail for everybody",
        Duration.ofSeconds(60 + crowd.people().size()),
        () -> {
          for (JsonNode mail : newMails()) {
            Crowd.Person person = waiting.remove(mail.at("/to/0").asText());
            if (person != null && person.confirms()) {
              confirm(stage.mailsTo(person.email(), 1).at("/0/text").asText());
              confirmed.add(person.email());
            }
          }
          return waiting.isEmpty();
        });
    stage.transcript.count("fans still without a link to confirm", 0, waiting.size());
    stage.transcript.say("%d of %d fans confirmed", confirmed.size(), crowd.people().size());
  }

  /** What the provider took since the last look, oldest first. */
  private JsonNode newMails() {
    JsonNode page =
        stage
            .web
            .get(stage.vendors.resolve("/control/resend/mails?after=" + seen), Map.of())
            .expect(200)
            .json()
            .path("mails");
    seen = page.isEmpty() ? seen : page.path(page.size() - 1).path("sequence").asLong();
    return page;
  }

  private void confirm(String text) {
    Matcher link = CONFIRM.matcher(text);
    if (!link.find()) {
      throw new StoryBroken("a confirmation mail without a link");
    }
    stage.web.send("POST", URI.create(link.group()), Map.of(), null, new byte[0]).expect(200);
  }

  private void compare() {
    List<JsonNode> fans = stage.list("/api/fans");
    stage.transcript.count("fans on the list", crowd.people().size(), fans.size());
    Map<String, Long> expected =
        crowd.people().stream()
            .filter(Crowd.Person::confirms)
            .collect(
                Collectors.groupingBy(Crowd.Person::country, TreeMap::new, Collectors.counting()));
    Map<String, Long> seen =
        fans.stream()
            .filter(fan -> fan.path("status").asText().equals("confirmed"))
            .collect(
                Collectors.groupingBy(
                    fan -> fan.at("/location/country").asText(),
                    TreeMap::new,
                    Collectors.counting()));
    stage.transcript.count("confirmed fans by country", expected, seen);
  }
}
