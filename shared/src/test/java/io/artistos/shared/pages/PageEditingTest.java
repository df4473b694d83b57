package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.shared.errors.ClosedPage;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fan pages as data: drafts, versions, more than one. */
class PageEditingTest {

  private static final String INTRO = "{\"texts\": {\"en\": {\"intro\": \"%s\"}}}";

  private static final String LEADING = "{\"texts\": {\"en\": {}}, \"redirect\": \"%s\"}";

  private final PagesWorld world = new PagesWorld();

  @Test
  void aDraftIsSeenByNobodyUntilItIsPublished() {
    PageEditing.Version drafted = world.draft(INTRO.formatted("New songs."));

    assertThat(drafted.view().draft()).isNotNull();
    assertThat(world.shown().text(Language.EN).intro()).isEqualTo("Slow songs.");

    PageEditing.Version published = world.publish();

    assertThat(published.view().draft()).isNull();
    assertThat(published.view().version()).isEqualTo(2);
    assertThat(world.shown().text(Language.EN).intro()).isEqualTo("New songs.");
  }

  @Test
  void whatThePageBeganWithIsItsFirstVersion() {
    world.draft(INTRO.formatted("New songs."));
    world.publish();

    assertThat(world.editing.versions(world.tenant, world.page.id()))
        .extracting(PageView.Version::number)
        .containsExactly(2, 1);
    assertThat(world.version("1").content().text(Language.EN).intro()).isEqualTo("Slow songs.");
    assertThat(world.version("1").by()).isNull();
    assertThat(world.version("2").by()).isEqualTo(PagesWorld.SOMEBODY);
    assertThatThrownBy(() -> world.version("3")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.version("0")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.version("x")).isInstanceOf(NotFound.class);
  }

  @Test
  void publishingWithoutADraftChangesNothing() {
    assertThat(world.publish().view().version()).isZero();
    assertThat(world.editing.versions(world.tenant, world.page.id())).isEmpty();
  }

  @Test
  void versionsAreComparedPlaceByPlace() {
    world.draft(INTRO.formatted("New songs."));
    world.publish();
    world.draft(
        """
        {"texts": {"en": {"intro": "New songs."}, "de": {"intro": "Neue Lieder."}},
         "colours": {"accent": "#FF0066"}, "links": [{"label": "Shows", "url": "https://band.example/"}]}
        """);
    world.publish();

    List<PageChange> changes = world.changes("2", "3");

    assertThat(changes)
        .extracting(PageChange::path)
        .containsExactly("/colours/accent", "/links/0/label", "/links/0/url", "/texts/de/intro");
    assertThat(changes.getFirst().from()).isNull();
    assertThat(changes.getFirst().to()).isEqualTo(TextNode.valueOf("#ff0066"));
    assertThat(world.changes("3", "2")).allSatisfy(change -> assertThat(change.to()).isNull());
    assertThat(world.changes("1", "2")).extracting(PageChange::path).contains("/texts/en/intro");
  }

  @Test
  void aVersionIsComparedWithTheOneBeforeWhenNothingElseIsAskedFor() {
    world.draft(INTRO.formatted("New songs."));
    world.publish();

    assertThat(world.changed("2")).isEqualTo(world.changes("1", "2")).isNotEmpty();
    assertThat(world.changed("1")).isEmpty();
    for (String since : new String[] {"0", "-1", "x", "99999999999"}) {
      assertThatThrownBy(() -> world.changes(since, "2")).isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void aPageHasVersionsOfItsOwn() {
    world.draft(INTRO.formatted("New songs."));
    world.publish();
    String other = world.create(world.freshSlug()).view().id();
    world.editing.publish(world.tenant, other, world.call(""));

    assertThat(world.editing.versions(world.tenant, other))
        .extracting(PageView.Version::id)
        .containsExactly(other + "-v1");
  }

  @Test
  void anEarlierVersionComesBackAsADraft() {
    world.draft(INTRO.formatted("New songs."));
    world.publish();
    world.editing.restore(world.tenant, world.page.id() + "-v1", world.call(""));
    assertThat(world.shown().text(Language.EN).intro()).isEqualTo("New songs.");

    assertThat(world.publish().view().version()).isEqualTo(3);
    assertThat(world.shown().text(Language.EN).intro()).isEqualTo("Slow songs.");
  }

  @Test
  void theWordsThatFansAgreedToAreFoundWhateverThePageSaysNow() {
    String consent = "{\"texts\": {\"en\": {}, \"de\": {\"consent\": \"%s\"}}}";
    world.draft(consent.formatted("Ja, {artist} darf mir schreiben."));
    world.publish();
    world.draft(consent.formatted("{artist}: gern!"));
    world.publish();
    FanPage shown = world.pages.page(world.page.slug().value());

    assertThat(world.pages.wording(shown, "page-3.de").orElseThrow().agreement("Mira"))
        .isEqualTo("Mira: gern!");
    assertThat(world.pages.wording(shown, "page-2.de").orElseThrow().agreement("Mira"))
        .isEqualTo("Ja, Mira darf mir schreiben.");
    assertThat(
            world.pages.wording(world.tenant, world.page.id(), "page-2.de").orElseThrow().version())
        .isEqualTo("page-2.de");
    assertThat(world.pages.wording(shown, "page-2.en")).isEmpty();
    assertThat(world.pages.wording(shown, "page-9.de")).isEmpty();
    assertThat(world.pages.wording(shown, "2026-11.fr")).isPresent();
  }

  @Test
  void onlyTheVersionThatTheCallerSawIsChanged() {
    String etag = world.editing.get(world.tenant, world.page.id()).etag();
    world.draft(INTRO.formatted("First."));

    assertThatThrownBy(
            () ->
                world.editing.draft(
                    world.tenant,
                    world.page.id(),
                    world.call(INTRO.formatted("Late."), Map.of("if-match", etag))))
        .isInstanceOf(Outdated.class);
    world.publish();
    assertThat(world.shown().text(Language.EN).intro()).isEqualTo("First.");
  }

  @Test
  void aSecondPageIsForNobodyUntilItIsPublishedAndClosesAgain() {
    String slug = world.freshSlug();
    PageEditing.Version made = world.create(slug);

    assertThatThrownBy(() -> world.pages.page(slug)).isInstanceOf(NotFound.class);
    world.editing.publish(world.tenant, made.view().id(), world.call(""));
    assertThat(world.pages.page(slug).artistName()).isEqualTo(world.page.artistName());
    assertThat(world.pages.main(world.tenant).orElseThrow().id()).isEqualTo(world.page.id());

    world.editing.close(world.tenant, made.view().id(), true, world.call(""));
    assertThatThrownBy(() -> world.pages.page(slug)).isInstanceOf(ClosedPage.class);
    world.editing.close(world.tenant, made.view().id(), false, world.call(""));
    assertThat(world.pages.page(slug).id()).isEqualTo(made.view().id());
  }

  @Test
  void anotherArtistsPageIsNotThere() {
    PagesWorld other = world.other();

    assertThatThrownBy(() -> world.editing.get(world.tenant, other.page.id()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.editing.version(world.tenant, other.page.id() + "-v1"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aShortAddressStaysWhateverTheSlug() {
    String code = world.shortCode();

    assertThat(world.shortLinks.page(code).id()).isEqualTo(world.page.id());
    assertThat(world.shortCode()).isEqualTo(code);
    assertThatThrownBy(() -> world.shortLinks.page("zzzzzzz")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.shortLinks.page("../../x")).isInstanceOf(NotFound.class);
  }

  @Test
  void aShortAddressLeadsToNoPageThatIsClosed() {
    String code = world.shortCode();
    world.editing.close(world.tenant, world.page.id(), true, world.call(""));

    assertThatThrownBy(() -> world.shortLinks.page(code)).isInstanceOf(ClosedPage.class);
  }

  @Test
  void fansAreSentOnOnlyWhereTheyOrTheAccountKnowTheSite() {
    world.draft(LEADING.formatted("https://mira.bandcamp.com/album/one"));
    assertThatThrownBy(() -> world.draft(LEADING.formatted("https://bandcamp.com.evil.example/")))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> world.draft(LEADING.formatted("https://notbandcamp.com/")))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> world.draft(LEADING.formatted("https://band.example/thanks")))
        .isInstanceOf(InvalidInput.class);

    assertThat(world.hosts.set(world.tenant, world.call("{\"hosts\": [\"Band.example\"]}")))
        .containsExactly("band.example");

    world.draft(LEADING.formatted("https://band.example/thanks"));
    world.draft(LEADING.formatted("https://www.band.example/thanks"));
  }

  @Test
  void whatWasAllowedOnceIsNeitherPublishedNorRestored() {
    world.name("band.example");
    world.draft(LEADING.formatted("https://band.example/thanks"));
    world.publish();
    world.draft(LEADING.formatted("https://band.example/again"));
    world.name("other.example");

    assertThatThrownBy(world::publish).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () -> world.editing.restore(world.tenant, world.page.id() + "-v2", world.call("")))
        .isInstanceOf(InvalidInput.class);
    assertThat(world.editing.get(world.tenant, world.page.id()).view().version()).isEqualTo(2);

    world.editing.restore(world.tenant, world.page.id() + "-v1", world.call(""));
    assertThat(world.publish().view().version()).isEqualTo(3);
  }

  @Test
  void aPublishedPageSendsFansOnNoLongerThanAMinuteAfterItMayNot() {
    world.name("band.example");
    world.draft(LEADING.formatted("https://band.example/thanks"));
    world.publish();
    FanPage page = world.pages.page(world.page.slug().value());

    assertThat(world.platform.costOf(() -> assertThat(world.pages.redirect(page)).isPresent()))
        .isEqualTo(Map.of("read accounts", 1L));
    assertThat(world.platform.costOf(() -> world.pages.redirect(page))).isEmpty();

    world.name("other.example");
    world.clock.advance(Duration.ofMinutes(1));

    assertThat(world.pages.redirect(page)).isEmpty();
  }

  @Test
  void servicesThatFansKnowCostNothingToAllow() {
    world.draft(LEADING.formatted("https://mira.bandcamp.com/album/one"));
    world.publish();
    FanPage page = world.pages.page(world.page.slug().value());

    assertThat(world.platform.costOf(() -> assertThat(world.pages.redirect(page)).isPresent()))
        .isEmpty();
    assertThat(world.pages.redirect(world.page)).isEmpty();
  }
}
