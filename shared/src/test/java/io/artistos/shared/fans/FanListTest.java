package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FanListTest {

  private static final int FANS = 23;

  private final FanWorld world = new FanWorld();

  @Test
  void pagesThroughEveryFanOnceLatestFirst() {
    List<String> signedUp = signUpMany();
    Collections.reverse(signedUp);

    assertThat(readAll(5)).isEqualTo(signedUp);
    assertThat(readAll(200)).isEqualTo(signedUp);
  }

  @Test
  void costsTheSameForAPageHoweverLongTheListIs() {
    signUpMany();
    PageRequest five = new PageRequest(5, Optional.empty());
    world.list.list(world.tenant, FanFilter.everybody(), five);

    assertThat(world.costOf(() -> world.list.list(world.tenant, FanFilter.everybody(), five)))
        .as("the SDK reads one page ahead, and no further")
        .isEqualTo(Map.of("query fans", 2L));
  }

  @Test
  void neitherSkipsNorRepeatsWhenFansSignUpInBetween() {
    List<String> before = signUpMany();
    Slice<FanView> first =
        world.list.list(world.tenant, FanFilter.everybody(), new PageRequest(10, Optional.empty()));
    world.clock.advance(Duration.ofSeconds(1));
    world.signUp(world.anyAddress());
    Slice<FanView> second =
        world.list.list(
            world.tenant,
            FanFilter.everybody(),
            new PageRequest(200, Optional.ofNullable(first.next())));

    Collections.reverse(before);
    List<String> read = new ArrayList<>(emails(first));
    read.addAll(emails(second));
    assertThat(read).isEqualTo(before);
    assertThat(second.next()).isNull();
  }

  @Test
  void showsNobodyElsesFans() {
    signUpMany();
    FanWorld other = new FanWorld();
    String theirs = other.anyAddress();
    other.signUp(theirs);

    assertThat(
            emails(
                other.list.list(
                    other.tenant, FanFilter.everybody(), new PageRequest(200, Optional.empty()))))
        .containsExactly(theirs);
  }

  @Test
  void takesNoCursorOfAnotherArtist() {
    signUpMany();
    String cursor =
        String.valueOf(
            world
                .list
                .list(world.tenant, FanFilter.everybody(), new PageRequest(5, Optional.empty()))
                .next());
    FanWorld other = new FanWorld();

    assertThatThrownBy(
            () ->
                other.list.list(
                    other.tenant, FanFilter.everybody(), new PageRequest(5, Optional.of(cursor))))
        .isInstanceOf(InvalidInput.class);
  }

  private List<String> signUpMany() {
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < FANS; i++) {
      emails.add(world.anyAddress());
      world.signUp(emails.getLast());
      world.clock.advance(Duration.ofSeconds(1));
    }
    return emails;
  }

  private List<String> readAll(int size) {
    List<String> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Slice<FanView> slice =
          world.list.list(
              world.tenant,
              FanFilter.everybody(),
              new PageRequest(size, Optional.ofNullable(cursor)));
      assertThat(slice.items()).hasSizeLessThanOrEqualTo(size);
      all.addAll(emails(slice));
      cursor = slice.next();
    } while (cursor != null);
    return all;
  }

  private static List<String> emails(Slice<FanView> slice) {
    return slice.items().stream().map(FanView::email).toList();
  }
}
