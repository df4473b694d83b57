package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Users and what happens to them, as Clerk writes it (contracts, 3.4). */
final class UserJson {

  private UserJson() {}

  /** The user object of API and webhooks. */
  static ObjectNode user(ClerkStore.Person person) {
    Profile profile = person.profile();
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("id", person.id()).put("object", "user");
    user.put("first_name", nullIfEmpty(profile.firstName()));
    user.put("last_name", nullIfEmpty(profile.lastName()));
    user.putNull("username");
    user.put("image_url", "https://img.clerk.com/" + person.id());
    user.put("primary_email_address_id", person.emailId());
    ObjectNode email = user.putArray("email_addresses").addObject();
    email.put("id", person.emailId()).put("object", "email_address");
    email.put("email_address", profile.email());
    email
        .putObject("verification")
        .put("status", profile.emailVerified() ? "verified" : "unverified")
        .put("strategy", "email_code");
    email.putArray("linked_to");
    user.putArray("phone_numbers");
    user.putArray("external_accounts");
    user.putNull("external_id");
    ObjectNode metadata = user.putObject("public_metadata");
    if (profile.staff()) {
      metadata.put("staff", true);
    }
    user.putObject("private_metadata");
    user.putObject("unsafe_metadata");
    user.put("two_factor_enabled", profile.secondFactor());
    return user.put("created_at", person.createdAt()).put("updated_at", person.updatedAt());
  }

  /** What is left of a user. */
  static ObjectNode deleted(String id) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    return user.put("id", id).put("object", "user").put("deleted", true);
  }

  /** The body of a webhook. */
  static ObjectNode event(String type, ObjectNode data, Instant at, String instance) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.set("data", data);
    // Has been seen elsewhere (contracts, 3.4): an app must not mind, and must not keep it.
    event
        .putObject("event_attributes")
        .putObject("http_request")
        .put("client_ip", "192.0.2.1")
        .put("user_agent", "local Clerk");
    return event
        .put("instance_id", instance)
        .put("object", "event")
        .put("timestamp", at.toEpochMilli())
        .put("type", type);
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
