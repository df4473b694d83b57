package io.artistos.shared.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.artistos.shared.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlaybooksTest {

  static Stream<String> names() {
    return Stream.concat(Stream.of(Playbooks.GENERAL), Playbooks.FAMILIES.stream());
  }

  @Test
  void thereIsNoFileThatNobodyReads() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(Path.of(resource("").toURI()))) {
      List<String> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .toList();
      assertThat(found).containsExactlyInAnyOrderElementsOf(names().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFileFollowsTheSchema(String name) throws IOException {
    try (InputStream schemaFile = resource("playbook.schema.json").openStream();
        InputStream file = resource(name + ".yaml").openStream()) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(Json.MAPPER.readTree(schemaFile));
      JsonNode playbook = new YAMLMapper().readTree(file);
      assertThat(schema.validate(playbook)).isEmpty();
      assertThat(playbook.path("name").asText()).isEqualTo(name);
      assertThat(playbook.has("genres")).isEqualTo(!name.equals(Playbooks.GENERAL));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void noActionIsThereTwiceOrLatestBeforeItsDay(String name) {
    Playbook playbook = Playbooks.read(name);
    Set<String> ids = new HashSet<>();
    assertThat(playbook.actions())
        .allSatisfy(
            slot -> {
              assertThat(ids.add(slot.id())).as(slot.id()).isTrue();
              assertThat(slot.latest() == null || slot.latest() >= slot.day())
                  .as(slot.id())
                  .isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatAFamilyLeavesOutIsInTheGeneralPlaybook(String name) {
    assertThat(Playbooks.read(Playbooks.GENERAL).actions())
        .extracting(Playbook.Slot::id)
        .containsAll(Playbooks.read(name).without());
  }

  @Test
  void aGenreFindsItsFamilyByAWholeWord() {
    assertThat(ids("Deep House")).contains("promo-to-djs").doesNotContain("lyrics-film");
    assertThat(ids("HIP-HOP")).contains("bars-on-camera");
    assertThat(ids("Indie folk")).contains("kitchen-take");
    assertThat(ids("Trapeze music")).doesNotContain("bars-on-camera").contains("lyrics-film");
  }

  private static List<String> ids(String genre) {
    return Playbooks.slots(genre).stream().map(Playbook.Slot::id).toList();
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(Playbooks.class.getResource("playbooks/" + name));
  }
}
