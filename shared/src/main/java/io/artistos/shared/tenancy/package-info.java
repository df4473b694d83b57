/** Tenants and what belongs to one of them. */
@NullMarked
package io.artistos.shared.tenancy;

import org.jspecify.annotations.NullMarked;
