package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The searches that go over all tenants, on purpose and nowhere else. They find ids only; whatever
 * is done with an item is done through its tenant's own {@link TenantItems}.
 */
public final class CrossTenantSweep {

  /** Whose item it is, and its id. */
  public record Ref(TenantId tenantId, String id) {}

  private static final Logger LOG = Logger.getLogger(CrossTenantSweep.class.getName());

  private final Function<Containers, Items> containers;

  CrossTenantSweep(Function<Containers, Items> containers) {
    this.containers = containers;
  }

  /**
   * Goes through what a search found. One item that cannot be read or written must not keep all
   * others waiting: its failure is logged, by ids, and the next one's turn comes.
   *
   * @param what is being done to them, for the log
   * @param action whether there was something to do
   * @return for how many there was
   */
  public static int each(List<Ref> found, String what, Predicate<Ref> action) {
    int done = 0;
    for (Ref ref : found) {
      try {
        done += action.test(ref) ? 1 : 0;
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, what + " failed; tenant=" + ref.tenantId() + " id=" + ref.id(), e);
      }
    }
    return done;
  }

  /**
   * The same for work that is written down as due, but whose message was never sent or got lost.
   *
   * @param what it is, for the log
   * @param isStillOpen moves the item's time on, so that the next sweep leaves it alone; false when
   *     nothing is to be done any more
   * @param ask sends its message
   * @return how many were asked for again
   */
  public static int askAgain(
      List<Ref> late, String what, Predicate<Ref> isStillOpen, Consumer<Ref> ask) {
    return each(
        late,
        "asking again for " + what,
        ref -> {
          boolean open = isStillOpen.test(ref);
          if (open) {
            ask.accept(ref);
          }
          return open;
        });
  }

  /**
   * Fans whose mail should have gone out before {@code before} but is not recorded as sent, the
   * oldest ones not necessarily first. One page: whoever sweeps comes again.
   */
  public List<Ref> fansWithMailDueBefore(Instant before, int most) {
    return refs(
        Containers.FANS,
        "c.type = 'fan' AND c.mail.state IN ('due', 'sending') AND c.mail.dueAt < @before",
        most,
        new SqlParameter("@before", Json.time(before)));
  }

  /** Mail to artists that is late, as {@link #fansWithMailDueBefore}. */
  public List<Ref> artistMailDueBefore(Instant before, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'artistMail' AND c.mail.state IN ('due', 'sending') AND c.mail.dueAt < @before",
        most,
        new SqlParameter("@before", Json.time(before)));
  }

  /** Scheduled releases whose time has come. */
  public List<Ref> releasesDueBy(Instant now, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'release' AND c.status = 'scheduled' AND c.goesLiveAt <= @now",
        most,
        new SqlParameter("@now", Json.time(now)));
  }

  /** Operations that are not finished and that somebody should have in hand. One page. */
  public List<Ref> operationsDueBefore(String kind, Instant before, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'operation' AND c.kind = @kind AND c.dueAt < @before",
        most,
        new SqlParameter("@kind", kind),
        new SqlParameter("@before", Json.time(before)));
  }

  /** What was begun and should be in the audit log by {@code now}, but is not. One page. */
  public List<Ref> auditIntentsDueBy(Instant now, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'auditIntent' AND c.dueAt <= @now",
        most,
        new SqlParameter("@now", Json.time(now)));
  }

  /** Approved plans whose next actions are to be mailed by {@code now}. One page. */
  public List<Ref> plansToMail(Instant now, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'plan' AND c.nextMailAt <= @now",
        most,
        new SqlParameter("@now", Json.time(now)));
  }

  /** Releases whose deletion broke off. */
  public List<Ref> releasesToSweep(Instant now, int most) {
    return toSweep("release", now, most);
  }

  /** Media that were never completed, or whose deletion is not finished. */
  public List<Ref> mediaToSweep(Instant now, int most) {
    return toSweep("media", now, most);
  }

  /** Jobs that are over, with the files that they may have. */
  public List<Ref> jobsToSweep(Instant now, int most) {
    return toSweep("job", now, most);
  }

  /** Jobs that should go on and have not moved since {@code before}. One page. */
  public List<Ref> jobsDueBefore(Instant before, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'job' AND c.dueAt < @before",
        most,
        new SqlParameter("@before", Json.time(before)));
  }

  private List<Ref> toSweep(String type, Instant now, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = @type AND c.sweepAt < @now",
        most,
        new SqlParameter("@type", type),
        new SqlParameter("@now", Json.time(now)));
  }

  /**
   * Blasts that are being sent, and those whose pause is over by {@code now}, those after {@code
   * after} (null: from the start). One page, in the order of ids, so that the last one is the
   * cursor: most of them stay as they are, and those first found must not hide the others.
   */
  public List<Ref> blastsUnderWay(Instant now, @Nullable String after, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'blast' AND (c.status = 'sending'"
            + " OR (c.status = 'paused' AND c.pause.until <= @now))"
            + " AND c.id > @after ORDER BY c.id",
        most,
        new SqlParameter("@now", Json.time(now)),
        new SqlParameter("@after", after == null ? "" : after));
  }

  /**
   * Connections to Spotify that work, by tenant, those after {@code after} (null: from the start).
   * One page, in the order of the tenants' ids, so that the last one is the cursor.
   */
  public List<Ref> spotifyConnectionsAfter(@Nullable TenantId after, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'spotifyConnection' AND c.status = 'connected'"
            + " AND c.tenantId > @after ORDER BY c.tenantId",
        most,
        new SqlParameter("@after", after == null ? "" : after.value()));
  }

  /** Connections whose pull should have run before {@code before} but is not recorded as ended. */
  public List<Ref> spotifyPullsDueBefore(Instant before, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'spotifyConnection' AND c.pull.state IN ('due', 'running')"
            + " AND c.pull.dueAt < @before",
        most,
        new SqlParameter("@before", Json.time(before)));
  }

  /** Teams with somebody whose list of accounts has been behind since {@code before}. One page. */
  public List<Ref> teamsDueBefore(Instant before, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'team' AND c.dueAt < @before",
        most,
        new SqlParameter("@before", Json.time(before)));
  }

  /**
   * Teams of all accounts, those after {@code after} (null: from the start). One page, in the order
   * of the tenants' ids, so that the last one is the cursor.
   */
  public List<Ref> teamsAfter(@Nullable TenantId after, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'team' AND c.tenantId > @after ORDER BY c.tenantId",
        most,
        new SqlParameter("@after", after == null ? "" : after.value()));
  }

  /** Teams with an access of the staff whose time is over by {@code now}. One page. */
  public List<Ref> supportOverBy(Instant now, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'team' AND c.supportDueAt <= @now",
        most,
        new SqlParameter("@now", Json.time(now)));
  }

  /** Deleted accounts whose time to be taken back ended by {@code now}. One page. */
  public List<Ref> accountsToPurge(Instant now, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'account' AND c.deletion.purgeAfter <= @now",
        most,
        new SqlParameter("@now", Json.time(now)));
  }

  /** Deleted accounts that can be taken back until after {@code time}. One page. */
  public List<Ref> accountsToPurgeAfter(Instant time, int most) {
    return refs(
        Containers.ACCOUNTS,
        "c.type = 'account' AND c.deletion.purgeAfter > @time",
        most,
        new SqlParameter("@time", Json.time(time)));
  }

  /**
   * Addresses of pages that are closed; the reference is to the item in the directory. One page.
   */
  public List<Ref> closedPages(int most) {
    return refs(Containers.DIRECTORY, "c.closedAt > ''", most);
  }

  /** Purges that are under way and have not moved since {@code before}. One page. */
  public List<Ref> purgesDueBefore(Instant before, int most) {
    return refs(
        Containers.DIRECTORY,
        "c.type = 'purge' AND c.dueAt < @before",
        "c.tenant AS tenantId, c.id",
        most,
        new SqlParameter("@before", Json.time(before)));
  }

  private List<Ref> refs(Containers container, String where, int most, SqlParameter... values) {
    return refs(container, where, "c.tenantId, c.id", most, values);
  }

  private List<Ref> refs(
      Containers container, String where, String select, int most, SqlParameter... values) {
    SqlQuerySpec query =
        new SqlQuerySpec("SELECT " + select + " FROM c WHERE " + where, List.of(values));
    return containers
        .apply(container)
        .page(query, new CosmosQueryRequestOptions(), Ref.class, most, null)
        .items();
  }
}
