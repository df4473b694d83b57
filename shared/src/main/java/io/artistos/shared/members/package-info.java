/** What the members of an artist account do about each other: roles, invitations, ownership. */
@NullMarked
package io.artistos.shared.members;

import org.jspecify.annotations.NullMarked;
