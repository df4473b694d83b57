package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.testing.Calls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanEditingTest {

  private static final Actor AUTHOR = new Actor(Actor.Kind.MEMBER, "user_1");

  private final FanWorld world = new FanWorld();
  private final FanEditing editing = new FanEditing(world.platform.database(), world.clock);
  private final String email = world.anyAddress();
  private final String id = world.idOf(email);

  @BeforeEach
  void signUp() {
    world.signUp(email);
  }

  @Test
  void replacesNameAndFieldsOfTheVersionThatWasSeen() {
    Versioned<FanView> seen = editing.get(world.tenant, id);
    FanFields to = fields("{\"firstName\":\"Adele\",\"fields\":{\"birthday\":\"--02-29\"}}");
    FanView after = editing.edit(world.tenant, id, Optional.of(seen.etag()), to).value();

    assertThat(after.firstName()).isEqualTo("Adele");
    assertThat(after.fields()).isEqualTo(Map.of("birthday", "--02-29"));
    assertThatThrownBy(() -> editing.edit(world.tenant, id, Optional.of(seen.etag()), to))
        .isInstanceOf(Outdated.class);
    assertThatThrownBy(() -> editing.edit(world.tenant, "nobody", Optional.empty(), to))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void refusesWhatMustNotBeCollectedAndNeverRepeatsIt() {
    for (String body :
        new String[] {
          "{\"fields\":{\"card\":\"4111 1111 1111 1111\"}}",
          "{\"fields\":{\"iban\":\"DE89370400440532013000\"}}",
          "{\"fields\":{\"ssn\":\"078-05-1120\"}}",
          "{\"firstName\":\"4111111111111111\"}",
          "{\"fields\":{\"birthday\":\"--02-30\"}}",
          "{\"fields\":{\"birthday\":\"1990-02-03\"}}",
          "{\"fields\":{\"4111 1111 1111 1111\":\"x\"}}",
          "{\"fields\":[]}",
          "{\"fields\":{\"city\":7}}"
        }) {
      assertThatThrownBy(() -> fields(body))
          .isInstanceOf(InvalidInput.class)
          .satisfies(
              e ->
                  assertThat(Json.write(((InvalidInput) e).errors()))
                      .doesNotContain("4111", "DE89", "078-05"));
    }
  }

  @Test
  void keepsNotesOnceForEachIdAndAtMostFifty() {
    FanNote note = editing.note(world.tenant, id, "n0", "Plays the cello", AUTHOR);
    assertThat(editing.note(world.tenant, id, "n0", "Plays the cello", AUTHOR)).isEqualTo(note);
    for (int i = 1; i < 50; i++) {
      editing.note(world.tenant, id, "n" + i, "x", AUTHOR);
    }
    assertThat(editing.notes(world.tenant, id)).hasSize(50).first().isEqualTo(note);
    assertThat(note.toString()).doesNotContain("cello");
    assertThatThrownBy(() -> editing.note(world.tenant, id, "n50", "x", AUTHOR))
        .isInstanceOf(NotAllowedNow.class);
    editing.deleteNote(world.tenant, id, "n0");
    assertThat(editing.notes(world.tenant, id)).hasSize(49).doesNotContain(note);
    assertThatThrownBy(() -> editing.deleteNote(world.tenant, id, "n0"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void tagsOnlyTheVersionThatTheCallerSaw() {
    FanTags tags = new FanTags(world.platform.database());
    String seen = editing.get(world.tenant, id).etag();
    Versioned<FanView> tagged = tags.set(world.tenant, id, Optional.of(seen), List.of("vip"));

    assertThat(tagged).isEqualTo(editing.get(world.tenant, id));
    assertThat(tagged.value().tags()).containsExactly("vip");
    assertThatThrownBy(() -> tags.set(world.tenant, id, Optional.of(seen), List.of("tour")))
        .isInstanceOf(Outdated.class);
    assertThat(editing.get(world.tenant, id)).isEqualTo(tagged);
  }

  @Test
  void showsTheExactWordsOfEverySignUpAlsoAfterTheArtistWasRenamed() {
    FanEvidence evidence =
        new FanEvidence(
            world.platform.database(),
            new Accounts(world.platform.database(), world.clock),
            new FanPages(world.platform.database(), world.clock));
    FanEvidence.Document document = evidence.of(world.tenant, id);

    assertThat(document.history()).hasSize(1);
    FanEvidence.Entry entry = document.history().getFirst();
    assertThat(entry.words())
        .isEqualTo(
            "Yes, send me mail about Mira, \"Sol\" & Band’s music and shows. I can leave again with"
                + " one click.");
    assertThat(entry.language()).isEqualTo("en");
    assertThat(entry.at()).isEqualTo(FanWorld.START);
    assertThat(FanEvidence.page(document).body())
        .contains(
            "Mira, \"Sol\" &amp; Band’s music", email, "signed up", "22 Nov 2026, 10:00:00 UTC");
    assertThat(document.toString()).doesNotContain(email);
  }

  private static FanFields fields(String body) {
    return FanFields.read(Calls.post(body));
  }
}
