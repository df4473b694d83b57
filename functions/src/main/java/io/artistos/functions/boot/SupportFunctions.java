package io.artistos.functions.boot;

import io.artistos.functions.support.EndMySupportAccess;
import io.artistos.functions.support.EndSupportAccess;
import io.artistos.functions.support.GrantSupportAccess;
import io.artistos.functions.support.ListMySupportAccess;
import io.artistos.functions.support.ListSupportAccess;
import io.artistos.functions.support.NameOwner;
import io.artistos.functions.support.RefuseSupportAccess;
import io.artistos.functions.support.RequestSupportAccess;
import io.artistos.functions.support.SweepSupportAccess;
import io.artistos.shared.support.OwnerNaming;
import io.artistos.shared.support.SupportDesk;
import io.artistos.shared.support.TenantSupport;
import java.util.stream.Stream;

/** The staff in customers' accounts: asked for, granted, ended. */
final class SupportFunctions {

  private SupportFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    SupportDesk desk =
        platform.support().desk(platform.pages(), platform.accounts(), platform.random());
    TenantSupport support = platform.support().ofTenants();
    OwnerNaming naming =
        new OwnerNaming(
            platform.pages(),
            platform.accounts(),
            platform.teams(),
            platform.people().people(),
            platform.people().listings(),
            platform.artistMails(),
            platform.auditLog(),
            platform.clock());
    return Stream.of(
        new NameOwner(endpoint, naming),
        new RequestSupportAccess(endpoint, desk),
        new ListMySupportAccess(endpoint, desk),
        new EndMySupportAccess(endpoint, desk),
        new ListSupportAccess(endpoint, support),
        new GrantSupportAccess(endpoint, support),
        new RefuseSupportAccess(endpoint, support),
        new EndSupportAccess(endpoint, support),
        new SweepSupportAccess(platform.support().sweeper()));
  }
}
