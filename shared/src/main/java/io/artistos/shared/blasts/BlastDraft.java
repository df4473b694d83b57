package io.artistos.shared.blasts;

import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.fans.Segment;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What the artist writes, checked; parts of it may still be empty.
 *
 * @param subject one line of at most 200 characters, with merge fields
 * @param body Markdown of at most 20,000 characters, with merge fields
 * @param about at most 200 characters
 */
public record BlastDraft(String subject, String body, @Nullable String about, Segment segment) {

  private static final int MOST_BYTES = 131_072;
  private static final int MOST_LINE = 200;
  private static final int MOST_BODY = 20_000;

  /**
   * From the request's body.
   *
   * @throws InvalidInput naming field and place: an unknown merge field, one without a fallback,
   *     braces that do not match, a link that leads nowhere good
   */
  public static BlastDraft read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    BlastDraft draft =
        new BlastDraft(
            fields.optional("subject", MOST_LINE).orElse(""),
            fields.text("body", MOST_BODY).orElse(""),
            fields.optional("about", MOST_LINE).orElse(null),
            Segment.read(fields, "segment"));
    for (FieldError error : BlastContent.faults(draft.subject(), draft.body())) {
      fields.reject(error.field(), error.code(), error.detail());
    }
    fields.check();
    return draft;
  }
}
