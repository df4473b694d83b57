package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one mail of a send request and refuses what Resend refuses (contracts, 1.3). */
final class EmailReader {

  static final String SCHEDULED_AT = "scheduled_at";
  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "reply_to",
          "subject",
          "html",
          "text",
          "headers",
          "tags",
          SCHEDULED_AT);
  private static final Set<String> NOT_SERVED = Set.of("attachments", "template", "topic_id");

  private static final int MAX_ADDRESSES = 50;
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  /** A field name of RFC 5322, section 2.2. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]+");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private EmailReader() {}

  /**
   * The mail with a new id.
   *
   * @throws ResendException 422 with the name of the rule that it breaks
   */
  static ReceivedMail read(
      JsonNode item, boolean inBatch, Instant now, @Nullable String idempotencyKey) {
    if (!item.isObject()) {
      throw ResendException.invalid("An email must be a JSON object.");
    }
    refuseUnserved(item, inBatch);
    String from = requiredText(item, "from");
    List<String> to = addresses(item, "to");
    if (to.isEmpty()) {
      throw ResendException.missing("`to`");
    }
    String subject = requiredText(item, "subject");
    String html = text(item, "html");
    String text = text(item, "text");
    if (html == null && text == null) {
      throw ResendException.missing("`html` or `text`");
    }
    if (!Addresses.valid(from)) {
      throw new ResendException(422, "invalid_from_address", addressForm("from"));
    }
    if (CONTROL.matcher(subject).find()) {
      throw ResendException.invalid("The `subject` field must be one line.");
    }
    return new ReceivedMail(
        UUID.randomUUID().toString(),
        from,
        to,
        addresses(item, "cc"),
        addresses(item, "bcc"),
        addresses(item, "reply_to"),
        subject,
        html,
        text,
        headers(item.path("headers")),
        tags(item.path("tags")),
        now,
        idempotencyKey);
  }

  /**
   * When a mail is to be sent; empty when at once, which a time that is over means too.
   *
   * @throws ResendException 422 for natural language, and for what is too far ahead
   */
  static Optional<Instant> scheduledAt(JsonNode item, Instant now) {
    String text = text(item, SCHEDULED_AT);
    if (text == null) {
      return Optional.empty();
    }
    Instant at;
    try {
      at = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw ResendException.notServed("A `scheduled_at` field that is not ISO 8601 with an offset");
    }
    if (at.isAfter(now.plus(ScheduledMails.FARTHEST))) {
      throw ResendException.invalid("The `scheduled_at` field must be within 30 days.");
    }
    return Optional.of(at).filter(time -> time.isAfter(now));
  }

  private static void refuseUnserved(JsonNode item, boolean inBatch) {
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      String name = field.getKey();
      if (inBatch && name.equals(SCHEDULED_AT) && !field.getValue().isNull()) {
        throw ResendException.notServed("The `scheduled_at` field in a batch");
      }
      if (field.getValue().isNull() || FIELDS.contains(name)) {
        continue;
      }
      if (inBatch && name.equals("attachments")) {
        throw new ResendException(
            422, "invalid_attachment", "Attachments are not supported in a batch.");
      }
      if (NOT_SERVED.contains(name)) {
        throw ResendException.notServed("The `" + name + "` field");
      }
      throw ResendException.noField(name);
    }
  }

  private static String requiredText(JsonNode item, String field) {
    String value = text(item, field);
    if (value == null || value.isBlank()) {
      throw ResendException.missing("`" + field + "`");
    }
    return value;
  }

  /** The text, or null when it is absent, null or empty. */
  private static @Nullable String text(JsonNode item, String field) {
    JsonNode value = item.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw ResendException.invalid("The `" + field + "` field must be a string.");
    }
    return value.asText().isEmpty() ? null : value.asText();
  }

  /** A string or an array of strings; an empty list when it is absent. */
  private static List<String> addresses(JsonNode item, String field) {
    JsonNode value = item.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    List<String> addresses = new ArrayList<>();
    for (JsonNode address : value.isArray() ? value : List.of(value)) {
      if (!address.isTextual() || !Addresses.valid(address.asText())) {
        throw ResendException.invalid(addressForm(field));
      }
      addresses.add(address.asText());
    }
    if (addresses.size() > MAX_ADDRESSES) {
      throw ResendException.invalid(
          "The `" + field + "` field must have at most " + MAX_ADDRESSES + " addresses.");
    }
    return addresses;
  }

  private static Map<String, String> headers(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw ResendException.invalid("The `headers` field must be an object of strings.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> header : value.properties()) {
      String name = header.getKey();
      if (!HEADER_NAME.matcher(name).matches()) {
        throw ResendException.invalid("The `headers` field has a name that no header can have.");
      }
      if (!header.getValue().isTextual() || CONTROL.matcher(header.getValue().asText()).find()) {
        throw ResendException.invalid("The header `" + name + "` must be a string of one line.");
      }
      headers.put(name, header.getValue().asText());
    }
    return headers;
  }

  private static Map<String, String> tags(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Map.of();
    }
    if (!value.isArray()) {
      throw ResendException.invalid("The `tags` field must be an array.");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode tag : value) {
      String name = tag.path("name").asText();
      String content = tag.path("value").asText();
      if (!TAG.matcher(name).matches() || !TAG.matcher(content).matches()) {
        throw ResendException.invalid(
            "Tags should only contain ASCII letters, numbers, underscores, or dashes, and be at"
                + " most 256 characters.");
      }
      tags.put(name, content);
    }
    return tags;
  }

  private static String addressForm(String field) {
    return "Invalid `"
        + field
        + "` field. The email address needs to follow the `email@example.com` or `Name"
        + " <email@example.com>` format.";
  }
}
