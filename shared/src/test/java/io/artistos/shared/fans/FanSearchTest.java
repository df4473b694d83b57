package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.geo.Location;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.PageRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FanSearchTest {

  private final FanWorld world = new FanWorld();

  @Test
  void findsTheBeginningOfAnAddressInAnyCaseAndScript() {
    world.signUp("Ada@bücher.example");
    world.signUp("adam@example.com");
    world.signUp("eve@example.com");

    assertThat(found("{\"email\":\"ADA\"}"))
        .containsExactlyInAnyOrder("Ada@xn--bcher-kva.example", "adam@example.com");
    assertThat(found("{\"email\":\"ada@bücher.example\"}"))
        .containsExactly("Ada@xn--bcher-kva.example");
    assertThat(found("{\"email\":\"da@\"}")).isEmpty();
    assertThat(found("{\"email\":\"e\",\"status\":\"confirmed\"}")).isEmpty();
  }

  @Test
  void filtersByEverythingThatIsGiven() {
    signUpFrom("bern@example.com", new Location("CH", "Bern", "Thun"));
    signUpFrom("basel@example.com", new Location("CH", "Basel-Stadt", "Basel"));
    signUpFrom("paris@example.com", new Location("FR", "Île-de-France", "Paris"));
    new FanTags(world.platform.database())
        .set(world.tenant, world.idOf("bern@example.com"), Optional.empty(), List.of("vip"));

    assertThat(listed(Map.of("country", "ch"))).hasSize(2);
    assertThat(listed(Map.of("country", "CH", "city", "Thun"))).containsExactly("bern@example.com");
    assertThat(listed(Map.of("region", "Île-de-France"))).containsExactly("paris@example.com");
    assertThat(listed(Map.of("tag", "VIP"))).containsExactly("bern@example.com");
    assertThat(listed(Map.of("status", "pending"))).hasSize(3);
    assertThat(listed(Map.of("status", "confirmed"))).isEmpty();
    assertThat(listed(Map.of("page", world.page.id()))).hasSize(3);
    assertThat(listed(Map.of("page", "A".repeat(22)))).isEmpty();
    assertThat(listed(Map.of("from", "2026-11-22", "to", "2026-11-22"))).hasSize(3);
    assertThat(listed(Map.of("from", "2026-11-23"))).isEmpty();
    assertThat(listed(Map.of("to", "2026-11-21"))).isEmpty();
    assertThat(listed(Map.of("to", "9999-12-31"))).hasSize(3);
  }

  @Test
  void refusesWhatIsNotInOrder() {
    for (Map<String, String> query :
        List.of(
            Map.of("status", "gone"),
            Map.of("page", "a-slug"),
            Map.of("from", "2026-02-30"),
            Map.of("from", "2026-11-23", "to", "2026-11-22"))) {
      assertThatThrownBy(() -> FanFilter.read(call(query, ""))).isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(() -> FanList.Search.read(call(Map.of(), "{\"limit\":201}")))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void takesNoCursorOfAnotherFilter() {
    for (int i = 0; i < 3; i++) {
      world.signUp(world.anyAddress());
    }
    PageRequest one = new PageRequest(1, Optional.empty());
    String cursor =
        String.valueOf(world.list.list(world.tenant, FanFilter.everybody(), one).next());
    FanFilter pending = FanFilter.read(call(Map.of("status", "pending"), ""));

    assertThatThrownBy(
            () -> world.list.list(world.tenant, pending, new PageRequest(1, Optional.of(cursor))))
        .isInstanceOf(InvalidInput.class);
  }

  private void signUpFrom(String email, Location location) {
    world.signup.signUp(
        world.page.slug().value(), world.newFan(email), Optional.of(location), null);
  }

  private List<String> found(String body) {
    return world
        .list
        .search(world.tenant, FanList.Search.read(call(Map.of(), body)))
        .items()
        .stream()
        .map(FanView::email)
        .toList();
  }

  private List<String> listed(Map<String, String> query) {
    return world
        .list
        .list(world.tenant, FanFilter.read(call(query, "")), new PageRequest(50, Optional.empty()))
        .items()
        .stream()
        .map(FanView::email)
        .toList();
  }

  static Call call(Map<String, String> query, String body) {
    return new Call(
        "POST",
        URI.create("https://artistos.example/api/fans"),
        Map.of("content-type", "application/json"),
        query,
        Optional.of(body));
  }
}
