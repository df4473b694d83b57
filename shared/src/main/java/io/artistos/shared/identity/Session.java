package io.artistos.shared.identity;

import java.time.Instant;

/**
 * A session that was verified.
 *
 * @param userId of the person, {@code user_…}
 * @param sessionId {@code sess_…}
 * @param secondFactor whether a second factor was passed in this session
 * @param staff whether the person belongs to the platform's staff
 * @param impersonated whether somebody else acts in the person's name
 * @param expiresAt of the token, a minute after it was issued
 */
public record Session(
    String userId,
    String sessionId,
    boolean secondFactor,
    boolean staff,
    boolean impersonated,
    Instant expiresAt) {}
