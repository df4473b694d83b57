/** Session tokens of Clerk, and the keys that they are signed with. */
@NullMarked
package io.artistos.shared.sessions;

import org.jspecify.annotations.NullMarked;
