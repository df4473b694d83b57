package io.artistos.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.identity.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access of one person of the staff to the account, asked for, granted or over.
 *
 * @param staff user id
 * @param reason why, in their words, for the tenant to read
 * @param role what they may do, without what is high-risk
 * @param minutes for how long they asked, from the grant on
 * @param startsAt when it was granted; null while it waits or after it was refused
 * @param endsAt when it ends or ended
 * @param state as it was last written; one that is {@link State#GRANTED} ends by {@code endsAt} too
 */
public record SupportAccess(
    String staff,
    String reason,
    Role role,
    int minutes,
    Instant requestedAt,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    State state) {

  /** Where it stands. */
  public enum State {
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("granted")
    GRANTED,
    @JsonProperty("refused")
    REFUSED,
    /** By the tenant, by the person themselves, or because of unusual use. */
    @JsonProperty("ended")
    ENDED
  }

  /** Whether it opens the account now. */
  public boolean works(Instant now) {
    return state == State.GRANTED
        && startsAt != null
        && endsAt != null
        && !now.isBefore(startsAt)
        && now.isBefore(endsAt);
  }
}
