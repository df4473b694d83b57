package io.artistos.shared.performance;

/**
 * A row that was left out.
 *
 * @param line in the file, from 1
 * @param column empty when it is about the row as a whole
 * @param detail for people; never quotes the file
 */
public record RowFault(long line, String column, String detail) {}
