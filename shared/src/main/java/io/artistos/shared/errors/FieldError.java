package io.artistos.shared.errors;

/**
 * One thing wrong with one field.
 *
 * @param field as the caller named it
 * @param code stable, for programs: {@code required}, {@code too-long}, {@code invalid}, …
 * @param detail for people, in English; never quotes the value
 */
public record FieldError(String field, String code, String detail) {}
