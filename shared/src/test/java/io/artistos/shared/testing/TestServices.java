package io.artistos.shared.testing;

import io.artistos.shared.abuse.AuthenticationFailures;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.access.CallLimits;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.support.SupportServices;
import io.artistos.shared.team.Teams;
import java.security.SecureRandom;
import java.time.Clock;

/** Services that the tests of several packages need, on the platform of all tests. */
public final class TestServices {

  private static final TestPlatform PLATFORM = TestPlatform.get();

  private TestServices() {}

  /** What counts, as an instance of its own. */
  public static Throttle throttle(Clock clock) {
    return new Throttle(PLATFORM.database(), TestPlatform.hashes(), clock);
  }

  /** Limits that this instance has not counted against yet. */
  public static CallLimits limits(Clock clock) {
    return new CallLimits(
        throttle(clock),
        new AuthenticationFailures(PLATFORM.database(), TestPlatform.hashes(), clock),
        0);
  }

  /** What lets staff in, with mails that nobody sends. */
  public static SupportServices support(Clock clock) {
    return new SupportServices(
        PLATFORM.database(),
        new Teams(PLATFORM.database()),
        new ArtistMails(PLATFORM.database(), PLATFORM.emptyQueue(Queues.ARTIST_MAIL), clock),
        new AuditLog(PLATFORM.database(), new SecureRandom(), clock),
        clock);
  }
}
