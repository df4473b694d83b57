package io.artistos.shared.pages;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Short addresses of fan pages, for posters and QR codes: they stay when the slug changes. Kept in
 * memory like {@link FanPages}, unknown ones too. Thread-safe.
 */
public final class ShortLinks {

  /** Without letters and digits that are taken for one another. */
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  /** 31⁷ codes: 27,500,000,000. */
  private static final int LENGTH = 7;

  private static final int TRIES = 5;
  private static final int MOST = 2_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  /**
   * As stored in {@code directory}; goes with the tenant.
   *
   * @param id {@code short:} and the code
   */
  record Target(String id, String type, int schema, TenantId tenantId, String pageId) {

    static final String TYPE = "shortLink";

    static Target of(String code, TenantId tenant, String pageId) {
      return new Target(idOf(code), TYPE, 1, tenant, pageId);
    }

    static String idOf(String code) {
      return "short:" + code;
    }
  }

  private final Database database;
  private final FanPages pages;
  private final SecureRandom random;
  private final TimedCache<String, Optional<Target>> targets;

  public ShortLinks(Database database, FanPages pages, SecureRandom random, Clock clock) {
    this.database = database;
    this.pages = pages;
    this.random = random;
    this.targets = new TimedCache<>(clock, KEPT, MOST);
  }

  /** A new code that leads to the page; one create, and one more for each that was taken. */
  String make(TenantId tenant, String pageId) {
    for (int i = 0; i < TRIES; i++) {
      String code = code();
      try {
        database.directory().create(Target.idOf(code), Target.of(code, tenant, pageId), "code");
        return code;
      } catch (AlreadyExists e) {
        // Another one then.
      }
    }
    throw new Unavailable("a short address", Duration.ofSeconds(1), null);
  }

  /**
   * Where a code leads: at most two requests to Cosmos.
   *
   * @throws NotFound when it leads nowhere
   */
  public FanPage page(String code) {
    return Optional.of(code)
        .filter(text -> text.matches("[" + LETTERS + "]{" + LENGTH + "}"))
        .flatMap(text -> targets.get(text, this::read))
        .map(target -> pages.page(target.tenantId(), target.pageId()))
        .orElseThrow(() -> new NotFound("page"));
  }

  private Optional<Target> read(String code) {
    return database.directory().read(Target.idOf(code), Target.class).map(Versioned::value);
  }

  private String code() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }
}
