package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where the next page starts: after this row, wherever it or its neighbours have gone since.
 * Nothing is counted from the start, so that writes between pages neither repeat nor skip rows.
 *
 * @param place the values that the last row was sorted by
 * @param tie the last row's {@link Row#tie}
 * @param ordinal the last row's {@link Row#ordinal}
 * @param left how many rows TOP or LIMIT still allow
 * @param source {@link QueryRunner.Items#source}, without which the tie makes no sense
 */
public record Continuation(
    List<JsonNode> place, byte[] tie, int ordinal, long left, String source) {

  /** The client takes response headers of 32 kB altogether. */
  private static final int MAX_CHARS = 12_000;

  /** A place a little before this one, so that what has this tie comes again. */
  Continuation before() {
    return new Continuation(place, Arrays.copyOf(tie, tie.length - 1), ordinal, left, source);
  }

  /**
   * Opaque text for a header.
   *
   * @param fingerprint of the query; {@link #decode} wants the same
   * @throws SqlException when the values are too long
   */
  public String encode(String fingerprint) {
    ObjectNode json = Json.object();
    json.put("q", fingerprint).put("t", tie).put("o", ordinal).put("n", left).put("s", source);
    ArrayNode values = json.putArray("v");
    for (JsonNode value : place) {
      ArrayNode cell = values.addArray();
      if (!Values.isUndefined(value)) {
        cell.add(value);
      }
    }
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
    if (text.length() > MAX_CHARS) {
      throw SqlException.unsupported("paging by values longer than " + MAX_CHARS + " characters");
    }
    return text;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws SqlException when it is none of ours, or of another query
   */
  public static Continuation decode(String text, String fingerprint) {
    try {
      JsonNode json = Json.parse(Base64.getUrlDecoder().decode(text));
      if (!json.path("q").asText().equals(fingerprint)) {
        throw new SqlException("The continuation token belongs to another query.");
      }
      List<JsonNode> place = new ArrayList<>();
      for (JsonNode cell : json.path("v")) {
        place.add(cell.path(0));
      }
      return new Continuation(
          place,
          json.path("t").binaryValue(),
          json.path("o").intValue(),
          json.path("n").longValue(),
          json.path("s").asText());
    } catch (IllegalArgumentException | IOException e) {
      throw new SqlException("The continuation token is not valid.");
    }
  }
}
