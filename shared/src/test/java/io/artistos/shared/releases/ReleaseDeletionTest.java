package io.artistos.shared.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseDeletionTest {

  private final ReleaseWorld world = new ReleaseWorld();
  private final String id = world.draft();

  @Test
  void aRequestThatIsSentAgainDoesNotBringADeletedReleaseBack() {
    delete();

    assertThatThrownBy(this::createAgain).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> world.editing.get(world.tenant, id)).isInstanceOf(NotFound.class);
    assertThatThrownBy(this::delete).isInstanceOf(NotFound.class);
  }

  @Test
  void neitherWhileItIsStillBeingDeleted() {
    markDeleted();

    assertThatThrownBy(this::createAgain).isInstanceOf(Gone.class);
  }

  @Test
  void whatStaysOfItSaysNothingAndGoesAfterThirtyDays() {
    assertThat(items()).anyMatch(item -> item.contains("Harbour Lights"));
    delete();

    assertThat(items())
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .contains("\"type\":\"deletedRelease\"")
                    .contains("\"ttl\":" + Duration.ofDays(30).toSeconds())
                    .doesNotContain("Harbour Lights")
                    .doesNotContain("Mira"));
  }

  @Test
  void theSweepEndsWhatBrokeOff() {
    markDeleted();
    world.clock.advance(Duration.ofMinutes(6));

    world.sweeper.sweep();
    world.sweeper.sweep();

    assertThat(items()).singleElement().asString().contains("deletedRelease");
  }

  private void createAgain() {
    world.editing.create(
        world.tenant, id, ReleaseWorld.fields("Harbour Lights", ReleaseWorld.DATE));
  }

  private void delete() {
    world.editing.delete(world.tenant, id, Optional.empty());
  }

  /** What a handler leaves that is killed right after its mark. */
  private void markDeleted() {
    world.releases.change(
        world.tenant,
        id,
        Optional.empty(),
        release -> release.deleting(world.clock.instant().plus(Duration.ofMinutes(5))));
  }

  private List<String> items() {
    return world.platform.cosmos().dump().filter(item -> item.contains("\"" + id + "\"")).toList();
  }
}
