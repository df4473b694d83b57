/** Files in Azure Blob Storage, a container for each tenant. */
@NullMarked
package io.artistos.shared.blob;

import org.jspecify.annotations.NullMarked;
