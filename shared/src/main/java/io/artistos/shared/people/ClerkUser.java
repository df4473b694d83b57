package io.artistos.shared.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Texts;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, as Clerk describes them in its API and its webhooks (contracts, section 3.4).
 *
 * @param email the primary address, when it is verified and mail can be sent to it
 * @param name first and last
 * @param updatedAt milliseconds since 1970
 */
record ClerkUser(String id, @Nullable String email, @Nullable String name, long updatedAt) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final int MOST_NAME = 200;

  /** Whether it is written like a user's id: it becomes part of an item's id and of an address. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Empty when it is no user. */
  static Optional<ClerkUser> of(JsonNode data) {
    String id = data.path("id").asText();
    long updatedAt = data.path("updated_at").asLong();
    return isId(id) && updatedAt > 0
        ? Optional.of(new ClerkUser(id, email(data), name(data), updatedAt))
        : Optional.empty();
  }

  private static @Nullable String email(JsonNode data) {
    String primary = data.path("primary_email_address_id").asText();
    for (JsonNode address : data.path("email_addresses")) {
      boolean verified = address.at("/verification/status").asText().equals("verified");
      if (verified && address.path("id").asText().equals(primary)) {
        return EmailAddress.parse(address.path("email_address").asText())
            .map(EmailAddress::value)
            .orElse(null);
      }
    }
    return null;
  }

  private static @Nullable String name(JsonNode data) {
    String name =
        Stream.of("first_name", "last_name")
            .map(member -> data.path(member).textValue())
            .filter(part -> part != null && !part.isBlank())
            .map(String::strip)
            .collect(Collectors.joining(" "));
    return name.isEmpty() || Texts.faultOfLine(name, MOST_NAME).isPresent() ? null : name;
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "ClerkUser[" + id + "]";
  }
}
