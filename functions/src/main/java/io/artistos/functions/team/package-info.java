/** Members, roles, invitations, API keys and the account's own rules. */
@NullMarked
package io.artistos.functions.team;

import org.jspecify.annotations.NullMarked;
