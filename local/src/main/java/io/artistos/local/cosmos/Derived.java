package io.artistos.local.cosmos;

import org.jspecify.annotations.Nullable;

/**
 * A map that is kept beside a container's items and follows from them. It changes in the same
 * commit as the items, so neither is ever without the other.
 */
interface Derived {

  /** Puts this item's change into the map; null where there was or is no item. */
  void changed(byte[] key, @Nullable StoredItem old, @Nullable StoredItem item);

  /** Removes the map for good. */
  void remove();
}
