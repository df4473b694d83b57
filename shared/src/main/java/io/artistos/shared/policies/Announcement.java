package io.artistos.shared.policies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version as staff sees it.
 *
 * @param told people whose mail was written down so far; 0 when it is not material
 * @param failed teams that could not be told; the log says which and why
 * @param finishedAt when everybody's mail was written down, absent until then
 */
public record Announcement(
    PolicyVersion policy, long told, long failed, @Nullable Instant finishedAt) {

  static Announcement of(PolicyVersion policy, @Nullable PolicyRound round) {
    return round == null
        ? new Announcement(policy, 0, 0, null)
        : new Announcement(policy, round.told(), round.failed(), round.finishedAt());
  }
}
