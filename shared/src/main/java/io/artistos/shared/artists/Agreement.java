package io.artistos.shared.artists;

import java.time.Instant;

/** A version of the terms or the privacy policy that was accepted, and when. */
public record Agreement(String version, Instant at) {}
