package io.artistos.shared.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.NotFound;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids come from addresses that anybody can type. */
class OddIdsTest {

  private final ReleaseWorld world = new ReleaseWorld();

  static Stream<String> odd() {
    return Stream.of(
        "",
        " ",
        ".",
        "..",
        "a/b",
        "/",
        "a\\b",
        "a?b",
        "a#b",
        "%2F",
        "\u0000",
        "🎸",
        "\ud800",
        "account",
        "data-key",
        "x".repeat(255),
        "x".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void areNobodysRelease(String id) {
    assertThat(world.releases.find(world.tenant, id)).isEmpty();
    assertThatThrownBy(() -> world.editing.delete(world.tenant, id, Optional.empty()))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @MethodSource("odd")
  void areNobodysFile(String id) {
    String release = world.draft();
    assertThatThrownBy(() -> world.media.complete(world.tenant, release, id))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.media.complete(world.tenant, id, id))
        .isInstanceOf(NotFound.class);
  }
}
