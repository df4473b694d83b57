package io.artistos.shared.people;

import io.artistos.shared.tenancy.TenantId;

/**
 * An artist account that somebody works on, as their list shows it. What they may do there stands
 * in the account's team and nowhere else.
 *
 * @param role a built-in role's word or the name of a custom one
 */
public record Membership(TenantId tenantId, String slug, String artistName, String role) {}
