package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.geo.Location;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Language;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Those fans who want mail: who they are, for blasts, and who must not get any more. Thread-safe.
 */
public final class FanAudience {

  /**
   * A fan, as a mail needs it.
   *
   * @param country ISO 3166-1 alpha-2
   * @param unsubscribeUrl of this fan; signed, so that it is part of what was written down
   */
  public record Addressee(
      String fan,
      String email,
      @Nullable String firstName,
      @Nullable String city,
      @Nullable String country,
      String unsubscribeUrl,
      Language language) {

    /** What was sealed before fans had a language goes out in English, as it began. */
    public Addressee {
      language = Objects.requireNonNullElse(language, Language.EN);
    }

    /** Personal: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "Addressee[" + fan + "]";
    }
  }

  private record IdOnly(String id) {}

  private final Database database;
  private final FanLinks links;
  private final Clock clock;

  public FanAudience(Database database, FanLinks links, Clock clock) {
    this.database = database;
    this.links = links;
    this.clock = clock;
  }

  /** How many fans the segment has now; one query. */
  public long count(TenantId tenant, Segment segment) {
    return fans(tenant).count(segment.condition(), segment.parameters());
  }

  /**
   * Ids of fans of the segment, in the order of the ids, which never change: going on after the
   * last one seen meets no fan twice, whoever joins or leaves meanwhile. At most two queries.
   *
   * @param confirmedBy who was confirmed later is left out
   * @param after null for the first page
   * @return a page without continuation is the last; the others may be short too
   */
  public Page<String> idsAfter(
      TenantId tenant, Segment segment, Instant confirmedBy, @Nullable String after, int size) {
    Map<String, Object> parameters = new LinkedHashMap<>(segment.parameters());
    parameters.put("@confirmedBy", Json.time(confirmedBy));
    parameters.put("@after", after == null ? "" : after);
    Page<IdOnly> page =
        fans(tenant)
            .select(
                "c.id",
                segment.condition() + " AND c.confirmedAt <= @confirmedBy AND c.id > @after",
                "c.id",
                parameters,
                IdOnly.class,
                size,
                null);
    return new Page<>(page.items().stream().map(IdOnly::id).toList(), page.continuation());
  }

  /**
   * Those of the fans who are confirmed at this moment, in the order of the ids; one query.
   *
   * @param ids at least one
   */
  public List<Addressee> confirmed(TenantId tenant, List<String> ids) {
    List<Addressee> all = new ArrayList<>();
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      parameters.put("@id" + i, ids.get(i));
    }
    String any = Segment.names("@id", ids.size());
    String continuation = null;
    do {
      Page<Fan> page =
          fans(tenant)
              .query(
                  "c.type = 'fan' AND c.status = 'confirmed' AND c.id IN (" + any + ")",
                  "c.id",
                  parameters,
                  Fan.class,
                  ids.size() + 1,
                  continuation);
      page.items().forEach(fan -> all.add(addressee(fan)));
      continuation = page.continuation();
    } while (continuation != null);
    return List.copyOf(all);
  }

  private Addressee addressee(Fan fan) {
    Location location = fan.signup().location();
    return new Addressee(
        fan.id(),
        fan.email(),
        fan.firstName(),
        location == null ? null : location.city(),
        location == null ? null : location.country(),
        links.unsubscribeUrl(fan).toString(),
        Language.orEnglish(fan.language()));
  }

  /**
   * Nothing is ever sent to the fan again. One read and at most one write; nothing when the fan was
   * erased.
   *
   * @param reason a short code
   */
  public void suppress(TenantId tenant, String fanId, String reason) {
    Instant now = clock.instant();
    fans(tenant).update(fanId, Fan.class, fan -> fan.suppressed(reason, now));
  }

  private TenantItems fans(TenantId tenant) {
    return database.tenant(tenant, Containers.FANS);
  }
}
