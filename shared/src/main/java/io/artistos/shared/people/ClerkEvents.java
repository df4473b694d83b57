package io.artistos.shared.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import java.nio.charset.StandardCharsets;

/**
 * What Clerk says of people, by webhook (contracts, section 3.4). Events come at least once and in
 * any order; whatever comes, the same is left, because news carry a time and a deletion leaves a
 * tombstone. Thread-safe.
 */
public final class ClerkEvents {

  /** A user with all the metadata that Clerk allows takes less. */
  private static final int MOST_BYTES = 256 * 1024;

  private final People people;
  private final Departures departures;
  private final WebhookSignature signature;

  public ClerkEvents(People people, Departures departures, WebhookSignature signature) {
    this.people = people;
    this.departures = departures;
    this.signature = signature;
  }

  /**
   * Takes one event. The signature is checked before anything is read of it. A read and a write for
   * news of somebody, a read for old ones; for a deletion, what leaving each team costs. Types that
   * we do not know change nothing, and neither do members.
   *
   * @throws Unauthenticated when it is not signed as it must be
   * @throws MalformedRequest when it is too large, or signed but no event
   */
  public void receive(Call call) {
    String body = call.body().orElse("");
    if (body.length() > MOST_BYTES || body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new MalformedRequest(MalformedRequest.Kind.TOO_LARGE, "This is no event.");
    }
    signature.verify(call.headers(), body);
    JsonNode event = parse(body);
    JsonNode user = event.path("data");
    switch (event.path("type").asText()) {
      case "user.created", "user.updated" ->
          people.told(ClerkUser.of(user).orElseThrow(ClerkEvents::noEvent));
      case "user.deleted" -> {
        String id = user.path("id").asText();
        if (!ClerkUser.isId(id)) {
          throw noEvent();
        }
        departures.gone(id);
      }
      default -> {
        // Sessions, organisations: nothing that we keep.
      }
    }
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode event = Json.MAPPER.readTree(body);
      if (event.isObject()) {
        return event;
      }
    } catch (JsonProcessingException e) {
      // As below; the message would quote the event.
    }
    throw noEvent();
  }

  private static MalformedRequest noEvent() {
    return new MalformedRequest(MalformedRequest.Kind.NOT_READABLE, "This is no event.");
  }
}
