package io.artistos.shared.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Actor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditListTest {

  private static final PageRequest ALL_OF_IT = new PageRequest(200, Optional.empty());

  private final AuditWorld world = new AuditWorld();

  /** Nine events, two days apart, over two months. */
  @BeforeEach
  void fill() {
    for (int i = 0; i < 9; i++) {
      world.log.record(
          world.tenant,
          new Actor(Actor.Kind.MEMBER, "user_" + i % 2),
          "action." + i,
          null,
          i == 3 ? AuditOutcome.REFUSED : AuditOutcome.SUCCEEDED,
          null);
      world.clock.advance(Duration.ofDays(2));
    }
  }

  @Test
  void pagesThroughEveryEventOnceTheNewestFirst() {
    List<String> read = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Slice<AuditEventView> slice =
          world.list.list(
              world.tenant, filter(Map.of()), new PageRequest(4, Optional.ofNullable(cursor)));
      slice.items().forEach(event -> read.add(event.action()));
      cursor = slice.next();
    } while (cursor != null);

    assertThat(read)
        .containsExactly(
            "action.8",
            "action.7",
            "action.6",
            "action.5",
            "action.4",
            "action.3",
            "action.2",
            "action.1",
            "action.0");
  }

  @Test
  void findsByActorActionOutcomeAndDays() {
    assertThat(actions(Map.of("actor", "user_1")))
        .containsExactly("action.7", "action.5", "action.3", "action.1");
    assertThat(actions(Map.of("action", "action.4"))).containsExactly("action.4");
    assertThat(actions(Map.of("outcome", "refused"))).containsExactly("action.3");
    assertThat(actions(Map.of("from", "2026-11-24", "to", "2026-11-26")))
        .containsExactly("action.2", "action.1");
    assertThat(actions(Map.of("from", "2026-12-02", "actor", "user_0")))
        .containsExactly("action.8", "action.6");
  }

  @Test
  void beginsADayWithItsFirstMomentAndEndsItBeforeTheNext() {
    AuditWorld midnight = new AuditWorld();
    midnight.clock.advance(
        Duration.between(AuditWorld.START, Instant.parse("2026-12-01T00:00:00Z")));
    midnight.record("at.midnight");

    assertThat(list(midnight, Map.of("from", "2026-12-01"))).hasSize(1);
    assertThat(list(midnight, Map.of("to", "2026-12-01"))).hasSize(1);
    assertThat(list(midnight, Map.of("to", "2026-11-30"))).isEmpty();
  }

  private static List<AuditEventView> list(AuditWorld of, Map<String, String> query) {
    return of.list.list(of.tenant, filter(query), ALL_OF_IT).items();
  }

  @Test
  void refusesFiltersThatAreNotInOrder() {
    for (Map.Entry<String, String> bad :
        List.of(
            Map.entry("actor", "a b"),
            Map.entry("actor", "a".repeat(101)),
            Map.entry("action", "x'"),
            Map.entry("outcome", "fine"),
            Map.entry("from", "2026-02-30"))) {
      assertThatThrownBy(() -> filter(Map.ofEntries(bad)))
          .as(bad.getKey())
          .isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void takesNoCursorOfAnotherFilterOrArtist() {
    String cursor =
        String.valueOf(
            world
                .list
                .list(world.tenant, filter(Map.of()), new PageRequest(2, Optional.empty()))
                .next());
    PageRequest next = new PageRequest(2, Optional.of(cursor));

    assertThatThrownBy(() -> world.list.list(world.tenant, filter(Map.of("actor", "user_1")), next))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> world.list.list(new AuditWorld().tenant, filter(Map.of()), next))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void showsNobodyElsesEvents() {
    assertThat(world.list.list(new AuditWorld().tenant, filter(Map.of()), ALL_OF_IT).items())
        .isEmpty();
  }

  @Test
  void costsTheSameForAPageHoweverLongTheLogIs() {
    PageRequest two = new PageRequest(2, Optional.empty());
    world.list.list(world.tenant, filter(Map.of()), two);

    assertThat(world.platform.costOf(() -> world.list.list(world.tenant, filter(Map.of()), two)))
        .as("the SDK reads one page ahead, and no further")
        .isEqualTo(Map.of("query activity", 2L));
  }

  private List<String> actions(Map<String, String> query) {
    return world.list.list(world.tenant, filter(query), ALL_OF_IT).items().stream()
        .map(AuditEventView::action)
        .toList();
  }

  private static AuditFilter filter(Map<String, String> query) {
    return AuditFilter.read(call(query));
  }

  private static Call call(Map<String, String> query) {
    return new Call(
        "GET", URI.create("http://127.0.0.1/api/audit"), Map.of(), query, Optional.empty());
  }
}
