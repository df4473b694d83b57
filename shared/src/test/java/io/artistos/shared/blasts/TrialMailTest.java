package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.TooMany;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrialMailTest {

  private final BlastWorld world = new BlastWorld();
  private final String draft = world.draft();
  private final String to = world.label + "@example.com";

  @Test
  void sendsAMemberTwentyAnHourOnAllInstances() {
    BlastServices other = world.services(world.resend);
    for (int i = 0; i < 10; i++) {
      send(world.services, "ada");
      send(other, "ada");
    }

    assertThatThrownBy(() -> send(world.services, "ada"))
        .isInstanceOfSatisfying(
            TooMany.class,
            e -> assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofHours(1)));
    assertThatThrownBy(() -> send(other, "ada")).isInstanceOf(TooMany.class);
    assertThat(world.platform.vendors().mailsTo(to)).hasSize(20);

    send(other, "ben");
    world.clock.advance(Duration.ofHours(1));
    send(world.services, "ada");
    assertThat(world.platform.vendors().mailsTo(to)).hasSize(22);
  }

  @Test
  void sendsAnAccountSixtyAnHour() {
    for (int i = 0; i < 60; i++) {
      send(world.services, "member" + i % 3);
    }

    assertThatThrownBy(() -> send(world.services, "another")).isInstanceOf(TooMany.class);
    assertThat(world.platform.vendors().mailsTo(to)).hasSize(60);
  }

  private void send(BlastServices services, String user) {
    services
        .trial()
        .send(
            world.tenant,
            draft,
            BlastWorld.call(Map.of("email", to), Map.of())
                .with(
                    new Visitor(
                        new Actor(Actor.Kind.MEMBER, "user_" + user),
                        Optional.of(world.tenant),
                        Set.of(),
                        Optional.empty())));
  }
}
