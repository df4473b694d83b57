package io.artistos.local.vendors.model;

/**
 * What the model's stand-in needs.
 *
 * @param key the API key that is accepted
 */
public record ModelOptions(String key) {}
