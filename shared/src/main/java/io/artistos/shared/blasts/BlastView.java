package io.artistos.shared.blasts;

import io.artistos.shared.fans.Segment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A blast, as the artist's people see it.
 *
 * @param fans how many fans the segment had when it was sent
 */
public record BlastView(
    String id,
    BlastStatus status,
    String subject,
    String body,
    @Nullable String about,
    Segment segment,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant sentAt,
    @Nullable Long fans,
    Blast.@Nullable Pause pause) {

  static BlastView of(Blast blast) {
    Blast.Frozen frozen = blast.frozen();
    return new BlastView(
        blast.id(),
        blast.status(),
        blast.subject(),
        blast.body(),
        blast.about(),
        blast.segment(),
        blast.createdAt(),
        blast.updatedAt(),
        frozen == null ? null : frozen.at(),
        frozen == null ? null : frozen.fans(),
        blast.pause());
  }
}
