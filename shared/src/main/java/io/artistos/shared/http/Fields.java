package io.artistos.shared.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a body, JSON object or HTML form, read one by one. What is wrong is collected, so
 * that a caller hears of everything at once from {@link #check}. Not thread-safe: one for each
 * request.
 */
public final class Fields {

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final int MOST_ZONE = 60;

  private final Map<String, @Nullable Object> values;
  private final List<FieldError> errors;

  private Fields(Map<String, @Nullable Object> values) {
    this(values, new ArrayList<>());
  }

  private Fields(Map<String, ? extends @Nullable Object> values, List<FieldError> errors) {
    this.values = new LinkedHashMap<>(values);
    this.errors = errors;
  }

  /**
   * Reads the body by its media type.
   *
   * @param mostBytes larger bodies are refused
   * @throws MalformedRequest when it is too large, of another type, or not what its type says
   */
  public static Fields read(Call call, int mostBytes) {
    String body = call.body().orElse("");
    if (body.length() > mostBytes || body.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      throw new MalformedRequest(
          MalformedRequest.Kind.TOO_LARGE, "The body may have " + mostBytes + " bytes.");
    }
    return switch (call.mediaType()) {
      case JSON -> new Fields(json(body));
      case FORM -> new Fields(form(body));
      default ->
          throw new MalformedRequest(
              MalformedRequest.Kind.UNSUPPORTED_MEDIA_TYPE, "Send " + JSON + " or " + FORM + ".");
    };
  }

  /**
   * Text that has to be there; empty text when it is not, which {@link #check} will report.
   *
   * @param most in Unicode code points
   */
  public String required(String name, int most) {
    Optional<String> text = optional(name, most);
    if (text.isEmpty() && errors.stream().noneMatch(e -> e.field().equals(name))) {
      reject(name, "required", "This field is needed.");
    }
    return text.orElse("");
  }

  /**
   * One line of text, stripped; blank counts as absent.
   *
   * @param most in Unicode code points
   */
  public Optional<String> optional(String name, int most) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      reject(name, "wrong-type", "This field must be text.");
      return Optional.empty();
    }
    String stripped = text.strip();
    Optional<String> fault = Texts.faultOfLine(stripped, most);
    if (fault.isPresent()) {
      boolean tooLong = stripped.codePointCount(0, stripped.length()) > most;
      reject(name, tooLong ? "too-long" : "invalid", fault.get());
      return Optional.empty();
    }
    return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
  }

  /**
   * Text of several lines, line ends as line feeds; blank counts as absent.
   *
   * @param most in Unicode code points
   */
  public Optional<String> text(String name, int most) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      reject(name, "wrong-type", "This field must be text.");
      return Optional.empty();
    }
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    Optional<String> fault = Texts.faultOfText(lines, most);
    fault.ifPresent(detail -> reject(name, "invalid", detail));
    return fault.isPresent() || lines.isBlank() ? Optional.empty() : Optional.of(lines);
  }

  /**
   * {@link #optional} for a member of an object inside the body.
   *
   * @param path how the caller hears of it, such as {@code actions[3].title}
   */
  public Optional<String> lineOf(String path, JsonNode node, int most) {
    return member(path, node).optional(path, most);
  }

  /** {@link #required}, likewise. */
  public String requiredOf(String path, JsonNode node, int most) {
    return member(path, node).required(path, most);
  }

  /** {@link #text}, likewise. */
  public Optional<String> textOf(String path, JsonNode node, int most) {
    return member(path, node).text(path, most);
  }

  /** That member alone; what is wrong with it is wrong with the body. */
  private Fields member(String path, JsonNode node) {
    Object value = node.isTextual() ? node.textValue() : node;
    boolean absent = node.isMissingNode() || node.isNull();
    return new Fields(absent ? Map.of() : Map.of(path, value), errors);
  }

  /** An address that mail can be sent to and that has to be there, as people paste them. */
  public Optional<EmailAddress> email(String name) {
    if (values.get(name) instanceof String text) {
      values.put(name, EmailAddress.cleaned(text));
    }
    String text = required(name, EmailAddress.MOST);
    Optional<EmailAddress> email = EmailAddress.parse(text);
    if (email.isEmpty() && !text.isEmpty()) {
      reject(name, "invalid", "This does not look like an email address.");
    }
    return email;
  }

  /** A region of the IANA time zone database, such as {@code Europe/Berlin}, or {@code UTC}. */
  public Optional<ZoneId> timeZone(String name) {
    Optional<String> text = optional(name, MOST_ZONE);
    if (text.isPresent() && !ZoneId.getAvailableZoneIds().contains(text.get())) {
      reject(name, "invalid", "A name of the IANA time zone database, such as Europe/Berlin.");
      return Optional.empty();
    }
    return text.map(ZoneId::of);
  }

  /** What a JSON body has there when it is neither text nor null: a number, list or object. */
  public Optional<JsonNode> node(String name) {
    return Optional.ofNullable(values.get(name))
        .flatMap(
            value -> {
              if (value instanceof JsonNode node) {
                return Optional.of(node);
              }
              reject(name, "wrong-type", "This field must not be text.");
              return Optional.empty();
            });
  }

  /** Whether the body names the field at all; null counts as naming it. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** What was sent in a field, if it is sane enough to be shown to its sender again. */
  public String echo(String name, int most) {
    return values.get(name) instanceof String text && Texts.faultOfLine(text, most).isEmpty()
        ? text
        : "";
  }

  /** Adds a finding of the caller's. */
  public void reject(String field, String code, String detail) {
    errors.add(new FieldError(field, code, detail));
  }

  /**
   * @throws InvalidInput when anything was rejected
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  private static Map<String, @Nullable Object> json(String body) {
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new MalformedRequest(
          MalformedRequest.Kind.NOT_READABLE, "The body is not valid JSON" + Json.place(e) + ".");
    }
    if (!node.isObject()) {
      throw new MalformedRequest(
          MalformedRequest.Kind.NOT_READABLE, "The body must be a JSON object.");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    node.properties()
        .forEach(
            e ->
                values.put(
                    e.getKey(),
                    e.getValue().isTextual()
                        ? e.getValue().textValue()
                        : e.getValue().isNull() ? null : e.getValue()));
    return values;
  }

  private static Map<String, @Nullable Object> form(String body) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = percentDecode(equals < 0 ? pair : pair.substring(0, equals));
        values.putIfAbsent(name, percentDecode(equals < 0 ? "" : pair.substring(equals + 1)));
      }
    }
    return values;
  }

  /**
   * Strict, unlike URLDecoder, which turns bytes that are not UTF-8 into replacement characters.
   */
  private static String percentDecode(String text) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
      int i = 0;
      while (i < text.length()) {
        char c = text.charAt(i);
        if (c == '%') {
          bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
          i += 3;
        } else if (c == '+') {
          bytes.write(' ');
          i++;
        } else {
          int end = i + Character.charCount(text.codePointAt(i));
          if (end == i + 1 && Character.isSurrogate(c)) {
            throw new IllegalArgumentException("half a character");
          }
          bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
          i = end;
        }
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedRequest(
          MalformedRequest.Kind.NOT_READABLE, "The form is not percent-encoded UTF-8.");
    }
  }
}
