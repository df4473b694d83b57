package io.artistos.shared.blasts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.blasts.Chunk.Outcome;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.PartialUpdate;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * What the provider says of mail that it accepted, by webhook (contracts, section 1.7): it goes
 * into the ledger, and a fan whose mail bounced for good, who complained or whom the provider
 * suppresses never gets any again. Events come at least once and in any order; whatever comes, the
 * same is left. Thread-safe.
 */
public final class MailEvents {

  private static final String ID = "[A-Za-z0-9_-]{22}";
  private static final String BLAST_ID = BlastStore.ID_PREFIX + ID;
  private static final int TRIES = 8;

  /** The provider repeats an event for some 28 hours. */
  private static final int SEEN_TTL_SECONDS = 3 * 24 * 60 * 60;

  /** In {@code directory}: the effects of this event are written. */
  private record Seen(String id, String type, int schema, int ttl) {}

  private final Database database;
  private final BlastStore store;
  private final FanAudience audience;
  private final WebhookSignature signature;

  MailEvents(
      Database database, BlastStore store, FanAudience audience, WebhookSignature signature) {
    this.database = database;
    this.store = store;
    this.audience = audience;
    this.signature = signature;
  }

  /**
   * Takes one event. The signature is checked before anything is read of it; that it was seen is
   * written last, so that one which breaks off is repeated. Three requests for a delivered mail; a
   * read and a write more where a fan is suppressed.
   *
   * @throws Unauthenticated when it is not signed as it must be
   * @throws MalformedRequest when it is signed but no event
   */
  public void receive(Call call) {
    String body = call.body().orElse("");
    String seen = "svix-" + signature.verify(call.headers(), body).replaceAll("[^\\w-]", "_");
    if (database.directory().read(seen, Seen.class).isPresent()) {
      return;
    }
    if (!apply(parse(body))) {
      return;
    }
    try {
      database.directory().create(seen, new Seen(seen, "svix", 1, SEEN_TTL_SECONDS), "event");
    } catch (AlreadyExists e) {
      // The same one came twice at once; the effects are the same too.
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
    throw new MalformedRequest(MalformedRequest.Kind.NOT_READABLE, "This is no event.");
  }

  /** False when there was nothing to do, which needs no remembering. */
  private boolean apply(JsonNode event) {
    Optional<RecipientState> state = state(event.path("type").asText());
    JsonNode data = event.path("data");
    String tenant = tag(data, MailTags.TENANT);
    String fan = tag(data, MailTags.FAN);
    if (state.isEmpty() || !tenant.matches(ID) || !fan.matches(ID)) {
      return false;
    }
    TenantId owner;
    try {
      owner = new TenantId(tenant);
    } catch (IllegalArgumentException e) {
      return false;
    }
    String blast = tag(data, MailTags.BLAST);
    String chunk = tag(data, MailTags.CHUNK);
    if (blast.matches(BLAST_ID) && chunk.matches("[0-9]{1,7}")) {
      record(owner, blast, Integer.parseInt(chunk), fan, state.get());
    }
    suppression(state.get(), data).ifPresent(reason -> audience.suppress(owner, fan, reason));
    return true;
  }

  private static Optional<RecipientState> state(String type) {
    return Optional.ofNullable(
        switch (type) {
          case "email.delivered" -> RecipientState.DELIVERED;
          case "email.bounced" -> RecipientState.BOUNCED;
          case "email.complained" -> RecipientState.COMPLAINED;
          case "email.suppressed" -> RecipientState.SUPPRESSED;
          case "email.failed" -> RecipientState.FAILED;
          default -> null;
        });
  }

  /** Only what is for good: a full mailbox may have room tomorrow. */
  private static Optional<String> suppression(RecipientState state, JsonNode data) {
    return switch (state) {
      case BOUNCED ->
          data.at("/bounce/type").asText().equals("Permanent")
              ? Optional.of("bounced")
              : Optional.empty();
      case COMPLAINED -> Optional.of("complained");
      case SUPPRESSED -> Optional.of("provider");
      default -> Optional.empty();
    };
  }

  /** Tags come as an object or, by an older page of the documentation, as a list. */
  private static String tag(JsonNode data, String name) {
    JsonNode tags = data.path("tags");
    if (tags.isObject()) {
      return tags.path(name).asText();
    }
    for (JsonNode tag : tags) {
      if (tag.path("name").asText().equals(name)) {
        return tag.path("value").asText();
      }
    }
    return "";
  }

  /**
   * Into the ledger, without a read when it is what usually comes next: a hundred events of one
   * chunk arrive together, and must not fight for its item.
   */
  private void record(TenantId tenant, String blast, int n, String fan, RecipientState state) {
    RecipientState usual =
        state == RecipientState.COMPLAINED ? RecipientState.DELIVERED : RecipientState.SENT;
    if (patch(tenant, blast, n, fan, usual, state)) {
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<Outcome> old =
          store
              .chunk(tenant, blast, n)
              .map(Versioned::value)
              .map(chunk -> chunk.outcomes().get(fan));
      if (old.isEmpty()
          || !old.get().state().givesWayTo(state)
          || patch(tenant, blast, n, fan, old.get().state(), state)) {
        return;
      }
    }
    throw new Unavailable("an item that many change at once", Duration.ofSeconds(1), null);
  }

  private boolean patch(
      TenantId tenant, String blast, int n, String fan, RecipientState from, RecipientState to) {
    PartialUpdate change =
        new PartialUpdate()
            .set("/outcomes/" + fan + "/state", to.id())
            .increment("/counts/" + from.id(), -1)
            .increment("/counts/" + to.id(), 1);
    return store
        .chunks(tenant, blast)
        .patch(Chunk.id(n), change, "c.outcomes[\"%s\"].state = \"%s\"".formatted(fan, from.id()));
  }
}
