/** The local certificate authority that lets SDKs speak TLS on loopback. */
@NullMarked
package io.artistos.local.tls;

import org.jspecify.annotations.NullMarked;
