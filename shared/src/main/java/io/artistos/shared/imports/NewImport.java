package io.artistos.shared.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.fans.FanTags;
import io.artistos.shared.fans.ImportStatement;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.text.FieldKeys;
import io.artistos.shared.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A list that is announced: {@code bytes}, {@code source} (where it comes from), {@code statement}
 * (the version that is stated), and optionally {@code consentedAt} (a day or time, for who has none
 * in the file), {@code language}, {@code tags}, {@code ask} (true: everybody is asked by mail
 * first), {@code dayFirst} (true: 04/03/2024 is in March) and {@code mapping} (from names of
 * columns to what they hold).
 */
public record NewImport(
    long bytes,
    String source,
    ImportStatement statement,
    Optional<Instant> consentedAt,
    String language,
    List<String> tags,
    boolean asks,
    boolean dayFirst,
    Map<String, String> mapping) {

  /** The largest file, in bytes. */
  static final long MOST_FILE = 256L << 20;

  private static final int MOST_BYTES = 32_768;
  private static final int MOST_SOURCE = 200;
  private static final int MOST_TEXT = 60;
  private static final int MOST_COLUMN = 200;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static NewImport read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    long bytes =
        fields
            .node("bytes")
            .filter(JsonNode::canConvertToExactIntegral)
            .map(JsonNode::asLong)
            .orElse(0L);
    if (bytes < 1 || bytes > MOST_FILE) {
      fields.reject("bytes", "invalid", "The size of the file, at most " + MOST_FILE + ".");
    }
    String source = fields.required("source", MOST_SOURCE);
    Optional<ImportStatement> statement =
        ImportStatement.of(fields.required("statement", MOST_TEXT));
    if (statement.isEmpty()) {
      fields.reject(
          "statement",
          "invalid",
          "State that all have agreed: " + ImportStatement.CURRENT.version() + ".");
    }
    boolean dayFirst = fields.node("dayFirst").map(JsonNode::asBoolean).orElse(false);
    Optional<String> consented = fields.optional("consentedAt", MOST_TEXT);
    Optional<Instant> consentedAt = consented.flatMap(Moments.of(dayFirst)::instant);
    if (consented.isPresent()
        && consentedAt.filter(at -> !at.isBefore(RowReader.EARLIEST)).isEmpty()) {
      fields.reject("consentedAt", "invalid", "A day or time such as 2026-11-23.");
    }
    Optional<Language> language =
        Language.find(fields.optional("language", MOST_TEXT).orElse(Language.EN.tag()));
    if (language.isEmpty()) {
      fields.reject("language", "invalid", "A language that mail is written in, such as en.");
    }
    List<String> tags = FanTags.read(fields, "tags");
    boolean asks = fields.node("ask").map(JsonNode::asBoolean).orElse(false);
    Map<String, String> mapping = mapping(fields);
    fields.check();
    return new NewImport(
        bytes,
        source,
        statement.orElseThrow(),
        consentedAt,
        language.orElseThrow().tag(),
        tags,
        asks,
        dayFirst,
        mapping);
  }

  private static Map<String, String> mapping(Fields fields) {
    Map<String, String> mapping = new TreeMap<>();
    JsonNode given = fields.node("mapping").orElse(null);
    if (given == null) {
      return mapping;
    }
    for (Map.Entry<String, JsonNode> one : given.properties()) {
      String role = one.getValue().asText();
      boolean known =
          ColumnRole.ofWord(role).isPresent()
              || (role.startsWith(Columns.FIELD)
                  && FieldKeys.isOne(role.substring(Columns.FIELD.length())));
      if (!known || one.getKey().length() > MOST_COLUMN) {
        fields.reject("mapping", "invalid", "From names of columns to what they hold.");
        return mapping;
      }
      mapping.put(one.getKey().strip(), role);
    }
    if (!given.isObject()) {
      fields.reject("mapping", "wrong-type", "This field must be an object.");
    }
    return mapping;
  }
}
