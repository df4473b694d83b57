package io.artistos.functions.boot;

import io.artistos.functions.policies.AcceptPolicy;
import io.artistos.functions.policies.AnnouncePolicies;
import io.artistos.functions.policies.AnnouncePolicy;
import io.artistos.functions.policies.ListAcceptances;
import io.artistos.functions.policies.ListBanners;
import io.artistos.functions.policies.ListPolicies;
import io.artistos.functions.policies.ShowAnnouncements;
import io.artistos.shared.people.Acceptances;
import io.artistos.shared.policies.Announcements;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.policies.PolicyAnnouncing;
import io.artistos.shared.policies.PolicyMail;
import io.artistos.shared.policies.PolicyRounds;
import java.util.stream.Stream;

/** Versions of the terms and the privacy policy, and telling everybody of them. */
final class PolicyFunctions {

  private static final int ROUND_PAGE = 100;

  private PolicyFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Policies policies = platform.policies();
    Acceptances acceptances =
        new Acceptances(platform.people().people(), policies, platform.clock());
    PolicyRounds rounds =
        new PolicyRounds(
            platform.database(),
            policies,
            platform.teams(),
            platform.artistMails(),
            platform.clock(),
            ROUND_PAGE);
    return Stream.of(
        new AnnouncePolicy(endpoint, new PolicyAnnouncing(policies, platform.clock())),
        new ShowAnnouncements(endpoint, new Announcements(platform.database(), policies)),
        new ListPolicies(endpoint, policies),
        new ListBanners(endpoint, acceptances),
        new ListAcceptances(endpoint, acceptances),
        new AcceptPolicy(endpoint, acceptances),
        new AnnouncePolicies(rounds));
  }

  static PolicyMail mail(Platform platform) {
    return new PolicyMail(platform.policies(), platform.people().people()::addressOf);
  }
}
