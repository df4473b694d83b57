/** Azure Storage on this machine: Microsoft's emulator as a child process. */
@NullMarked
package io.artistos.local.azurite;

import org.jspecify.annotations.NullMarked;
