package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The team's list of addresses that are never mailed (contracts, 1.8). Thread-safe. */
final class Suppressions {

  /** Why an address is on the list. */
  enum Origin {
    BOUNCE,
    COMPLAINT,
    MANUAL;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An address on the list.
   *
   * @param email bare and in lower case
   * @param sourceId of the mail that led to it, null when put there by hand
   */
  record Entry(
      String id, String email, Origin origin, @Nullable String sourceId, Instant createdAt) {}

  /** Some entries, newest first, and whether there are more in the direction asked for. */
  record Page(List<Entry> entries, boolean more) {}

  private final MailStore store;
  private final MVMap<Long, String> entries;
  private final MVMap<String, Long> byEmail;
  private final MVMap<String, Long> byId;

  Suppressions(MailStore store) {
    this.store = store;
    entries = store.map("suppressions");
    byEmail = store.map("suppressionsByEmail");
    byId = store.map("suppressionsById");
  }

  /** The entry of an address or with an id. */
  Optional<Entry> find(String idOrEmail) {
    return number(idOrEmail).map(entries::get).map(Suppressions::read);
  }

  /**
   * The entry of the address, new unless it had one. To be committed by the caller, who holds the
   * store.
   */
  Entry put(String email, Origin origin, @Nullable String sourceId, Instant now) {
    Optional<Entry> there = find(email);
    if (there.isPresent()) {
      return there.get();
    }
    Entry entry = new Entry(UUID.randomUUID().toString(), email, origin, sourceId, now);
    Long last = entries.lastKey();
    long number = last == null ? 1 : last + 1;
    entries.put(number, write(entry));
    byEmail.put(email, number);
    byId.put(entry.id(), number);
    return entry;
  }

  /** Puts an address on the list by hand. */
  Entry add(String email, Instant now) {
    return addAll(List.of(email), now).getFirst();
  }

  /** Puts addresses on the list by hand, all or none. */
  List<Entry> addAll(List<String> emails, Instant now) {
    return store.exclusively(
        () -> {
          List<Entry> added =
              emails.stream().map(email -> put(email, Origin.MANUAL, null, now)).toList();
          store.commit();
          return added;
        });
  }

  /** Takes an address off the list; what was there. */
  Optional<Entry> remove(String idOrEmail) {
    return removeAll(List.of(idOrEmail)).stream().findFirst();
  }

  /** Takes addresses off the list, all or none; those that were there. */
  List<Entry> removeAll(List<String> idsOrEmails) {
    return store.exclusively(
        () -> {
          List<Entry> gone = new ArrayList<>();
          for (String idOrEmail : idsOrEmails) {
            Optional<Entry> entry = find(idOrEmail);
            number(idOrEmail).ifPresent(entries::remove);
            entry.ifPresent(
                found -> {
                  byEmail.remove(found.email());
                  byId.remove(found.id());
                  gone.add(found);
                });
          }
          store.commit();
          return gone;
        });
  }

  /** How many addresses are on the list. */
  long size() {
    return entries.sizeAsLong();
  }

  /**
   * A part of the list.
   *
   * @param origin of all when null
   * @param after entries older than the one with this id, or than none when null
   * @param before entries newer than the one with this id; goes before {@code after}
   */
  Page page(@Nullable Origin origin, @Nullable String after, @Nullable String before, int limit) {
    boolean upwards = before != null;
    String from = before != null ? before : after;
    Long start = from == null ? null : byId.get(from);
    Long number = start == null ? entries.lastKey() : step(start, upwards);
    List<Entry> found = new ArrayList<>();
    while (number != null && found.size() <= limit) {
      String json = entries.get(number);
      Entry entry = json == null ? null : read(json);
      if (entry != null && (origin == null || entry.origin() == origin)) {
        found.add(entry);
      }
      number = step(number, upwards);
    }
    boolean more = found.size() > limit;
    List<Entry> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(List.copyOf(upwards ? page.reversed() : page), more);
  }

  private @Nullable Long step(long number, boolean upwards) {
    return upwards ? entries.higherKey(number) : entries.lowerKey(number);
  }

  private Optional<Long> number(String idOrEmail) {
    Long number = byEmail.get(Addresses.bare(idOrEmail));
    return Optional.ofNullable(number == null ? byId.get(idOrEmail) : number);
  }

  private static String write(Entry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", entry.id())
        .put("email", entry.email())
        .put("origin", entry.origin().name())
        .put("sourceId", entry.sourceId())
        .put("createdAt", entry.createdAt().toString())
        .toString();
  }

  private static Entry read(String json) {
    JsonNode node = MailJson.parseOwn(json);
    return new Entry(
        node.path("id").asText(),
        node.path("email").asText(),
        Origin.valueOf(node.path("origin").asText()),
        node.path("sourceId").textValue(),
        Instant.parse(node.path("createdAt").asText()));
  }
}
