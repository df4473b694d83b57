package io.artistos.shared.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list.
 *
 * @param next the cursor of the page after this one, absent at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {}
