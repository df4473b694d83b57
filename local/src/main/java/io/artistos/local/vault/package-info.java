/**
 * Key Vault and the managed identity endpoint on loopback, for the unchanged Azure SDKs.
 *
 * <p>Served: secrets (get, set), RSA keys (get, create, rotate, wrapkey, unwrapkey), of both lists,
 * attributes and soft delete; and tokens for any resource. Everything else is refused by name:
 * backup, import, encrypt, sign.
 */
@NullMarked
package io.artistos.local.vault;

import org.jspecify.annotations.NullMarked;
