package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Json;
import io.artistos.shared.testing.Calls;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What pages asked fans for stays what the artist's people can put right. */
class FanFieldsTest {

  private final FanWorld world = new FanWorld();
  private final FanEditing editing = new FanEditing(world.platform.database(), world.clock);

  @Test
  void isCorrectedUnderThePagesKey() {
    String fan = signUp(Map.of("favouriteSong", "Trians"));

    assertThat(edit(fan, Map.of("favouriteSong", "Trains")))
        .isEqualTo(Map.of("favouriteSong", "Trains"));
  }

  @Test
  void ofWhoSeveralPagesAskedForMoreThanTwentyIsCorrectedAndGetsNoFurtherOne() {
    Map<String, String> typed = new TreeMap<>();
    IntStream.range(0, 25).forEach(i -> typed.put("field" + i, "x"));
    String fan = signUp(typed);

    typed.put("field7", "y");
    assertThat(edit(fan, typed)).isEqualTo(typed);
    Map<String, String> more = new TreeMap<>(typed);
    more.put("further", "z");
    assertThatThrownBy(() -> edit(fan, more)).isInstanceOf(InvalidInput.class);
    typed.remove("field9");
    assertThat(edit(fan, typed)).isEqualTo(typed);
  }

  private String signUp(Map<String, String> fields) {
    String email = world.anyAddress();
    world.signup.signUp(
        world.page.slug().value(), world.newFan(email, fields), Optional.empty(), null);
    return world.idOf(email);
  }

  private Map<String, String> edit(String fan, Map<String, String> to) {
    FanFields corrected = FanFields.read(Calls.post(Json.write(Map.of("fields", to))));
    return editing.edit(world.tenant, fan, Optional.empty(), corrected).value().fields();
  }
}
