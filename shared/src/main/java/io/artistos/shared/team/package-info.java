/** Who works on an artist account: members, roles, API keys, and staff that was let in. */
@NullMarked
package io.artistos.shared.team;

import org.jspecify.annotations.NullMarked;
