package io.artistos.shared.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClerkEventsTest {

  private static final byte[] KEY = "a key of the webhook".getBytes(StandardCharsets.UTF_8);
  private static final Secret<String> SECRET =
      new Secret<>("whsec_" + Base64.getEncoder().encodeToString(KEY));

  private final PeopleWorld world = new PeopleWorld();
  private final ClerkEvents events =
      new ClerkEvents(
          world.people,
          world.departures,
          new WebhookSignature(name -> SECRET, "webhook", world.clock));
  private final String user = world.anybody();

  @AfterEach
  @AfterProperty
  void close() {
    world.close();
  }

  @Test
  void keepsTheVerifiedPrimaryAddressAndTheName() {
    receive(told(5, true));

    Person person = world.people.known(user);
    assertThat(person.email()).isEqualTo("mira5@band.example");
    assertThat(person.name()).isEqualTo("Mira Sol");
    assertThat(person.toString()).doesNotContain("Mira").doesNotContain("band.example");
  }

  @Test
  void keepsNoAddressThatIsNotVerified() {
    receive(told(5, true));
    receive(told(6, false));

    assertThat(world.people.find(user).orElseThrow().email()).isNull();
  }

  @Test
  void costsAReadAndAWriteAndNothingIsWrittenForOldNews() {
    assertThat(world.platform.costOf(() -> receive(told(5, true))))
        .isEqualTo(Map.of("read directory", 1L, "create directory", 1L));
    assertThat(world.platform.costOf(() -> receive(told(5, true))))
        .isEqualTo(Map.of("read directory", 1L));
  }

  /** Of numbers, those below 10 are news with that time, the others the deletion. */
  @Property(tries = 25)
  void leavesTheSameInWhateverOrderAndHoweverOftenEventsCome(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 11) Integer> numbers,
      @ForAll Random order) {
    world.database.directory().delete(Person.idOf(user)); // the try before used it, too
    List<Integer> sorted = numbers.stream().sorted().toList();
    sorted.forEach(number -> receive(event(number)));
    Person expected = world.people.find(user).orElseThrow();
    world.database.directory().delete(Person.idOf(user));

    List<Integer> shuffled = new ArrayList<>(numbers);
    shuffled.addAll(numbers.subList(0, order.nextInt(numbers.size() + 1)));
    Collections.shuffle(shuffled, order);
    shuffled.forEach(number -> receive(event(number)));

    assertThat(world.people.find(user)).contains(expected);
  }

  @Test
  void dropsEverythingPersonalOfWhoeverWasDeletedAndTakesThemOffTheirTeams() {
    TenantId tenant = world.openArtist(world.anybody()).tenantId();
    receive(told(5, true));
    world.member(tenant, user, "viewer");
    world.listings.settle(tenant);

    receive(deleted());

    assertThat(world.teams.find(tenant).orElseThrow().members()).doesNotContainKey(user);
    assertThat(world.events(tenant))
        .containsExactly("member.dropped members:" + user + " system departures succeeded");
    Person tombstone = world.people.find(user).orElseThrow();
    assertThat(tombstone.deletedAt()).isEqualTo(world.clock.instant());
    assertThat(tombstone.tenants()).isEmpty();
    assertThat(world.stored(user).stream().filter(item -> !item.contains("auditEvent")))
        .singleElement()
        .asString()
        .doesNotContain("ira");
  }

  @Test
  void finishesADeletionThatBrokeOffWhenItIsRepeated() {
    TenantId tenant = world.openArtist(world.anybody()).tenantId();
    world.member(tenant, user, "viewer");
    world.listings.settle(tenant);

    for (int requests = 0; world.broken(requests, () -> receive(deleted())); requests++) {
      assertThat(requests).isLessThan(50);
    }
    world.clock.advance(Duration.ofMinutes(10));
    world.log.sweep();

    assertThat(world.teams.find(tenant).orElseThrow().members()).doesNotContainKey(user);
    assertThat(world.events(tenant))
        .singleElement()
        .asString()
        .startsWith("member.dropped members:" + user);
    assertThat(world.people.find(user).orElseThrow().tenants()).isEmpty();
  }

  @Test
  void leavesTheLastOwnerOnTheTeam() {
    TenantId tenant = world.openArtist(user).tenantId();
    world.listings.settle(tenant);

    receive(deleted());
    receive(deleted());

    assertThat(world.teams.find(tenant).orElseThrow().members()).containsKey(user);
    assertThat(world.people.find(user).orElseThrow().tenants()).containsExactly(tenant);
    assertThat(world.people.accountsOf(user)).isEmpty();
  }

  @Test
  void takesWhoeverWasDeletedOffATeamThatTheyWerePutOnMeanwhile() {
    TenantId tenant = world.openArtist(world.anybody()).tenantId();
    receive(deleted());
    world.member(tenant, user, "viewer");

    world.listings.settle(tenant);

    assertThat(world.teams.find(tenant).orElseThrow().members()).doesNotContainKey(user);
    assertThat(world.people.find(user).orElseThrow().tenants()).isEmpty();
  }

  @Test
  void acknowledgesWhatItDoesNotKnow() {
    Map<String, Long> cost =
        world.platform.costOf(
            () -> receive(Json.write(Map.of("type", "session.created", "data", Map.of()))));

    assertThat(cost).isEmpty();
  }

  @Test
  void refusesWhatIsNotSignedTooLargeOrNoEvent() {
    String body = told(5, true);
    Call signed = call(body);
    assertThatThrownBy(
            () -> events.receive(new Call("POST", signed.uri(), Map.of(), Map.of(), signed.body())))
        .isInstanceOf(Unauthenticated.class);
    world.clock.advance(Duration.ofMinutes(6));
    assertThatThrownBy(() -> events.receive(signed)).isInstanceOf(Unauthenticated.class);
    assertThatThrownBy(() -> receive(" ".repeat(300_000))).isInstanceOf(MalformedRequest.class);
    assertThatThrownBy(() -> receive("[]")).isInstanceOf(MalformedRequest.class);
    assertThatThrownBy(
            () ->
                receive(
                    Json.write(Map.of("type", "user.deleted", "data", Map.of("id", "../purge")))))
        .isInstanceOf(MalformedRequest.class);
    assertThat(world.people.find(user)).isEmpty();
  }

  private String event(int number) {
    return number < 10 ? told(number, number % 2 == 0) : deleted();
  }

  private String told(long updatedAt, boolean verified) {
    return Json.write(
        Map.of(
            "type",
            updatedAt == 1 ? "user.created" : "user.updated",
            "object",
            "event",
            "event_attributes",
            Map.of("http_request", Map.of("client_ip", "192.0.2.1")),
            "data",
            PeopleWorld.user(user, verified, updatedAt)));
  }

  private String deleted() {
    return Json.write(Map.of("type", "user.deleted", "data", Map.of("id", user, "deleted", true)));
  }

  private void receive(String body) {
    events.receive(call(body));
  }

  private Call call(String body) {
    String time = Long.toString(world.clock.instant().getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      byte[] signature =
          mac.doFinal(("msg_1." + time + "." + body).getBytes(StandardCharsets.UTF_8));
      return new Call(
          "POST",
          URI.create("https://artistos.example/webhooks/clerk"),
          Map.of(
              "svix-id",
              "msg_1",
              "svix-timestamp",
              time,
              "svix-signature",
              "v1," + Base64.getEncoder().encodeToString(signature)),
          Map.of(),
          Optional.of(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
