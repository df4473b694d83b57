package io.artistos.shared.identity;

import java.time.Instant;

/**
 * A session of somebody who is signed in, as a verified token says.
 *
 * @param userId Clerk's, {@code user_…}
 * @param sessionId Clerk's, {@code sess_…}
 * @param secondFactor whether a second factor was passed in this session, however long ago
 * @param staff whether they are of the platform's staff
 * @param impersonated whether somebody else acts as this user
 * @param expiresAt when the token ends; the session may go on with another
 */
public record Session(
    String userId,
    String sessionId,
    boolean secondFactor,
    boolean staff,
    boolean impersonated,
    Instant expiresAt) {}
