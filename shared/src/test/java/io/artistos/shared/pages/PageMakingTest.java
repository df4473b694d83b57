package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More pages than one: each made once, with a slug of its own, and not too many. */
class PageMakingTest {

  private static final Map<String, String> KEY = Map.of("idempotency-key", "once");

  private final PagesWorld world = new PagesWorld();

  @Test
  void aSlugThatIsTakenLeavesNothingBehind() {
    assertThatThrownBy(() -> world.create(world.other().page.slug().value()))
        .isInstanceOf(AlreadyExists.class);
    assertThatThrownBy(() -> world.create(world.page.slug().value()))
        .isInstanceOf(AlreadyExists.class);

    assertThat(ids()).containsExactly(world.page.id());
    IntStream.range(1, 20).forEach(i -> world.create(world.freshSlug()));
  }

  @Test
  void theSameRequestMakesOnePage() {
    String slug = world.freshSlug();
    String first = make(slug, KEY);

    assertThat(world.platform.costOf(() -> assertThat(make(slug, KEY)).isEqualTo(first)))
        .isEqualTo(Map.of("read accounts", 2L, "read directory", 1L));
    assertThat(ids()).containsExactly(world.page.id(), first);
  }

  @Test
  void theSameKeyWithAnotherSlugTouchesNothing() {
    String slug = world.freshSlug();
    String id = make(slug, KEY);
    world.editing.publish(world.tenant, id, world.call(""));
    String free = world.freshSlug();
    String taken = world.other().page.slug().value();

    for (String other : List.of(free, taken, world.page.slug().value())) {
      assertThatThrownBy(() -> make(other, KEY))
          .isInstanceOfSatisfying(
              NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("key-used"));
    }

    assertThat(world.pages.page(slug).id()).isEqualTo(id);
    assertThat(world.pages.anyAddress(free)).isEmpty();
    assertThat(make(slug, KEY)).isEqualTo(id);
  }

  @Test
  void costsSoManyRequests() {
    String slug = world.freshSlug();
    // The SDK asks for a query's plan once.
    world.editing.list(world.tenant);

    assertThat(world.platform.costOf(() -> make(slug, Map.of())))
        .isEqualTo(
            Map.of(
                "read accounts", 3L,
                "query accounts", 1L,
                "batch accounts", 1L,
                // retired, twice
                "read directory", 2L,
                "create directory", 2L));
  }

  @Test
  void canBeAskedForAgainWhereverItBrokeOff() {
    for (int requests = 0; requests < 100; requests++) {
      String slug = world.freshSlug();
      Map<String, String> key = Map.of("idempotency-key", slug);
      boolean broken = broken(requests, slug, key);

      String id = make(slug, key);

      assertThat(world.pages.anyAddress(slug).orElseThrow().pageId()).isEqualTo(id);
      assertThat(ids()).hasSize(requests + 2).contains(id);
      if (!broken) {
        assertThat(requests).isGreaterThan(7);
        return;
      }
    }
    throw new AssertionError("it never came to an end");
  }

  @Test
  void whatBrokeOffBeforeItsSlugGetsItWhenPublished() {
    String slug = world.freshSlug();
    broken(5, slug, KEY);
    String id = ids().getLast();
    assertThat(world.pages.anyAddress(slug)).isEmpty(); // and that is kept for a while

    world.editing.publish(world.tenant, id, world.call(""));

    assertThat(world.pages.page(slug).id()).isEqualTo(id);
  }

  @Test
  void whoLookedBeforeFindsItAtOnce() {
    String slug = world.freshSlug();
    assertThat(world.pages.anyAddress(slug)).isEmpty(); // and that is kept for a while
    String id = world.create(slug).view().id();

    assertThat(world.pages.anyAddress(slug).orElseThrow().pageId()).isEqualTo(id);
  }

  @Test
  void aNewPageSendsFansOnOnlyWhereItMay() {
    String body =
        "{\"slug\": \"%s\", \"texts\": {\"en\": {}}, \"redirect\": \"https://band.example/\"}";
    assertThatThrownBy(
            () -> world.editing.create(world.tenant, world.call(body.formatted(world.freshSlug()))))
        .isInstanceOf(InvalidInput.class);
    assertThat(ids()).hasSize(1);

    world.name("band.example");
    world.editing.create(world.tenant, world.call(body.formatted(world.freshSlug())));
  }

  @Test
  void aPageWhoseSlugWasGivenAwayWhileItBrokeOffGoesWhenAskedForAgain() {
    String slug = world.freshSlug();
    // Written, and no further than that.
    broken(5, slug, KEY);
    assertThat(ids()).hasSize(2);
    PagesWorld other = world.other();
    other.create(slug);

    assertThatThrownBy(() -> make(slug, KEY)).isInstanceOf(AlreadyExists.class);

    assertThat(ids()).containsExactly(world.page.id());
    assertThat(world.pages.anyAddress(slug).orElseThrow().tenantId()).isEqualTo(other.tenant);
  }

  @Test
  void butNotOnceSomebodyHasWorkedOnIt() {
    String slug = world.freshSlug();
    broken(5, slug, KEY);
    world.other().create(slug);
    String id = ids().getLast();
    world.editing.draft(
        world.tenant, id, world.call("{\"texts\": {\"en\": {\"intro\": \"A day's work.\"}}}"));

    assertThatThrownBy(() -> make(slug, KEY)).isInstanceOf(AlreadyExists.class);

    assertThat(ids()).containsExactly(world.page.id(), id);
  }

  @Test
  void anArtistHasTwentyPagesAtMostHoweverManyAreMadeAtOnce() throws Exception {
    List<Callable<String>> calls =
        IntStream.range(0, 40).<Callable<String>>mapToObj(i -> this::outcome).toList();
    List<String> outcomes;
    try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
      outcomes = threads.invokeAll(calls).stream().map(PageMakingTest::value).toList();
    }

    assertThat(outcomes).filteredOn("made"::equals).hasSize(19);
    assertThat(outcomes).filteredOn("too-many-pages"::equals).hasSize(21);
    assertThat(ids()).hasSize(20);
    assertThatThrownBy(() -> world.create(world.freshSlug())).isInstanceOf(NotAllowedNow.class);
  }

  private String outcome() {
    try {
      world.editing.create(world.tenant, world.newPage(world.freshSlug(), Map.of()));
      return "made";
    } catch (NotAllowedNow e) {
      return e.code();
    }
  }

  private static String value(Future<String> done) {
    try {
      return done.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String make(String slug, Map<String, String> headers) {
    world.clock.advance(Duration.ofSeconds(1));
    return world.editing.create(world.tenant, world.newPage(slug, headers)).view().id();
  }

  /** The first one first. */
  private List<String> ids() {
    return world.editing.list(world.tenant).stream().map(PageView::id).toList();
  }

  /** Whether making the page got no further than so many requests to Cosmos. */
  private boolean broken(int requests, String slug, Map<String, String> headers) {
    world.platform.cosmos().breakAfter(requests);
    try {
      make(slug, headers);
      return world.platform.cosmos().mend();
    } catch (Unavailable e) {
      return true;
    } finally {
      world.platform.cosmos().mend();
    }
  }
}
