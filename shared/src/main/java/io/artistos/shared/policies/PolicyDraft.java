package io.artistos.shared.policies;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What staff sends to announce a version. */
final class PolicyDraft {

  private static final int MOST_BYTES = 16_384;
  private static final int MOST_KIND = 20;
  private static final int MOST_TIME = 40;
  private static final int MOST_SUMMARY = 2_000;
  private static final int MOST_URL = 500;

  /** Part of ids: no underscore, which stands after it there. */
  private static final String VERSION = "[A-Za-z0-9.-]{1,20}";

  private static final int MOST_VERSION = 20;

  private PolicyDraft() {}

  /**
   * @return not announced yet
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  static PolicyVersion read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String kind = fields.required("kind", MOST_KIND);
    Optional<PolicyKind> known = PolicyKind.find(kind);
    if (known.isEmpty() && !kind.isEmpty()) {
      fields.reject("kind", "invalid", "One of terms, privacyPolicy.");
    }
    PolicyVersion draft =
        new PolicyVersion(
            known.orElse(PolicyKind.TERMS),
            version(fields),
            time(fields),
            material(fields),
            summary(fields),
            url(fields),
            null);
    fields.check();
    return draft;
  }

  private static String version(Fields fields) {
    String version = fields.required("version", MOST_VERSION);
    if (!version.isEmpty() && !version.matches(VERSION)) {
      fields.reject("version", "invalid", "Letters, digits, full stops and hyphens of ASCII.");
    }
    return version;
  }

  /** In milliseconds, as it is stored. */
  private static Instant time(Fields fields) {
    String text = fields.required("effectiveAt", MOST_TIME);
    try {
      if (!text.isEmpty()) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException e) {
      fields.reject("effectiveAt", "invalid", "A time such as 2030-01-01T00:00:00Z.");
    }
    return Instant.EPOCH;
  }

  private static boolean material(Fields fields) {
    Optional<JsonNode> node = fields.node("material");
    if (node.filter(JsonNode::isBoolean).isEmpty()) {
      fields.reject("material", "invalid", "This field must be true or false.");
    }
    return node.map(JsonNode::asBoolean).orElse(false);
  }

  private static String summary(Fields fields) {
    Optional<String> summary = fields.text("summary", MOST_SUMMARY);
    if (summary.isEmpty()) {
      fields.reject("summary", "required", "What changes, in at most 2,000 characters.");
    }
    return summary.map(String::strip).orElse("");
  }

  private static URI url(Fields fields) {
    String text = fields.required("url", MOST_URL);
    try {
      URI url = new URI(text);
      if (text.isEmpty() || (isHttps(url) && url.getRawUserInfo() == null)) {
        return url;
      }
    } catch (URISyntaxException e) {
      // As below.
    }
    fields.reject("url", "invalid", "An address that begins with https://.");
    return URI.create("");
  }

  private static boolean isHttps(URI url) {
    return "https".equals(url.getScheme()) && url.getHost() != null;
  }
}
