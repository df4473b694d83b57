package io.artistos.local.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.vendors.ReceivedMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Confirmed fans by the thousand, for tests of what happens to many. One signs up and confirms
 * through the app, as fans do; the others are copies of the item that the app stored for that one,
 * each with an id and an address of its own.
 */
public final class ManyFans {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern CONFIRM = Pattern.compile("http\\S+/confirm\\?t=[A-Za-z0-9_-]+");
  private static final String DATABASE = "artistos";
  private static final String CONTAINER = "fans";

  /** So many are stored in one commit. */
  private static final int AT_ONCE = 1_000;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who is on the list now. */
  public record OnList(String id, String email) {}

  private final Suite suite;
  private final String slug;

  /**
   * @param slug of an artist that is there already
   */
  public ManyFans(Suite suite, String slug) {
    this.suite = suite;
    this.slug = slug;
  }

  /** Adds {@code count} confirmed fans, the first of them by the app itself. */
  public List<OnList> add(int count) {
    ObjectNode first = stored(signedUpAndConfirmed());
    int idBytes = Base64.getUrlDecoder().decode(first.path("id").asText()).length;
    String run = random(6);
    List<OnList> all = new ArrayList<>();
    all.add(new OnList(first.path("id").asText(), first.path("email").asText()));
    List<ObjectNode> copies = new ArrayList<>();
    while (all.size() < count) {
      String email = String.format(Locale.ROOT, "fan-%s-%d@example.com", run, all.size());
      byte[] id = new byte[idBytes];
      RANDOM.nextBytes(id);
      ObjectNode copy = first.deepCopy();
      copy.put("id", Base64.getUrlEncoder().withoutPadding().encodeToString(id));
      copies.add(copy.put("email", email));
      all.add(new OnList(copy.path("id").asText(), email));
      if (copies.size() == AT_ONCE || all.size() == count) {
        suite.cosmos().fill(DATABASE, CONTAINER, copies);
        copies.clear();
      }
    }
    return List.copyOf(all);
  }

  /** Changes a fan's status behind the app's back. */
  public void setStatus(OnList fan, String status) {
    suite.cosmos().fill(DATABASE, CONTAINER, List.of(stored(fan.email()).put("status", status)));
  }

  /** Signs up and presses the button behind the mail's link; gives the address. */
  private String signedUpAndConfirmed() {
    String email = "fan-" + random(8) + "@example.com";
    String form = "email=" + email.replace("@", "%40") + "&consent=" + consent();
    post(URI.create(suite.publicUrl() + "/api/fan-pages/" + slug + "/signups"), form);
    ReceivedMail mail = suite.vendors().awaitMail(email, any -> true, LIMIT);
    Matcher link = CONFIRM.matcher(String.valueOf(mail.text()));
    if (!link.find()) {
      throw new IllegalStateException("a confirmation mail without a link");
    }
    post(URI.create(link.group()), "");
    return email;
  }

  private String consent() {
    URI facts = URI.create(suite.publicUrl() + "/api/fan-pages/" + slug);
    String body = send(HttpRequest.newBuilder(facts).GET());
    return json(body).at("/consent/version").asText();
  }

  private ObjectNode stored(String email) {
    return suite
        .cosmos()
        .dump()
        .filter(item -> item.contains("\"" + email + "\"") && item.contains("\"type\":\"fan\""))
        .map(ManyFans::json)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such fan is stored"));
  }

  private void post(URI uri, String form) {
    send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static String send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException("the app answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    }
  }

  private static String random(int bytes) {
    byte[] some = new byte[bytes];
    RANDOM.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }
}
