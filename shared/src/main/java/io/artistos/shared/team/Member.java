package io.artistos.shared.team;

import java.time.Instant;

/**
 * Somebody on the team.
 *
 * @param role a built-in role's word or the name of a custom one
 */
public record Member(String role, Instant since) {}
