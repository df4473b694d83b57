package io.artistos.shared.releases;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is announced: {@code kind} (audio or artwork), {@code contentType}, {@code bytes} and
 * optionally {@code sha256}, hexadecimal.
 */
public record NewMedia(Media.Kind kind, String contentType, long bytes, @Nullable String sha256) {

  private static final int MOST_BYTES = 4_096;
  private static final int MOST_TEXT = 100;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static NewMedia read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<Media.Kind> kind = kind(fields);
    Optional<FileFormat> format = format(fields, kind);
    long bytes = bytes(fields, kind);
    Optional<String> sha256 =
        fields.optional("sha256", MOST_TEXT).map(text -> text.toLowerCase(Locale.ROOT));
    if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
      fields.reject("sha256", "invalid", "64 hexadecimal digits.");
    }
    fields.check();
    return new NewMedia(
        kind.orElseThrow(), format.orElseThrow().contentType(), bytes, sha256.orElse(null));
  }

  private static Optional<Media.Kind> kind(Fields fields) {
    String text = fields.required("kind", MOST_TEXT);
    Optional<Media.Kind> kind =
        Arrays.stream(Media.Kind.values())
            .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
    if (kind.isEmpty() && !text.isEmpty()) {
      fields.reject("kind", "invalid", "audio or artwork.");
    }
    return kind;
  }

  private static Optional<FileFormat> format(Fields fields, Optional<Media.Kind> kind) {
    String text = fields.required("contentType", MOST_TEXT).toLowerCase(Locale.ROOT);
    Optional<FileFormat> format = FileFormat.of(text);
    boolean fits = format.isPresent() && (kind.isEmpty() || format.get().kind() == kind.get());
    if (!fits && !text.isEmpty()) {
      fields.reject(
          "contentType",
          "invalid",
          "WAV, FLAC, MP3, AIFF or M4A for audio; JPEG, PNG or WebP for artwork.");
    }
    return format;
  }

  private static long bytes(Fields fields, Optional<Media.Kind> kind) {
    long most = kind.map(Media.Kind::most).orElse(Long.MAX_VALUE);
    Optional<JsonNode> node = fields.node("bytes");
    boolean whole = node.isPresent() && node.get().canConvertToExactIntegral();
    long bytes = whole && node.get().canConvertToLong() ? node.get().longValue() : 0;
    if (bytes < 1) {
      fields.reject("bytes", "invalid", "The size of the file, a whole number.");
    } else if (bytes > most) {
      fields.reject("bytes", "too-large", "At most " + most + " bytes.");
    }
    return bytes;
  }
}
