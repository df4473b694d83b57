package io.artistos.shared.cosmos;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a query.
 *
 * @param continuation Cosmos DB's token for the rows after these, null at the end; it reveals
 *     values and must be sealed before a caller sees it
 */
public record Page<T>(List<T> items, @Nullable String continuation) {}
