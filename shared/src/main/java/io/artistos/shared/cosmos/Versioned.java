package io.artistos.shared.cosmos;

/**
 * An item as it was read.
 *
 * @param etag the version; a write that names it fails when somebody else was quicker
 */
public record Versioned<T>(T value, String etag) {}
