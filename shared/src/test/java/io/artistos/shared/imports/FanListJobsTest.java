package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.fans.FanEvidence;
import io.artistos.shared.fans.FanFilter;
import io.artistos.shared.fans.FanTagging;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.testing.Calls;
import io.artistos.shared.text.EmailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and exports of fans that came with a list. */
class FanListJobsTest {

  private final ImportWorld world = new ImportWorld();

  @Test
  void tagsMany() {
    String rows =
        IntStream.range(0, 450)
            .mapToObj(i -> "fan" + i + "@example.com,2020-01-01\n")
            .collect(Collectors.joining());
    world.imported("email,created_at\n" + rows, ",\"tags\":[\"old\"]");
    FanTagging.Task task =
        FanTagging.Task.read(
            Calls.post("{\"add\":[\"vip\"],\"remove\":[\"old\"],\"filter\":{\"tag\":\"old\"}}"));
    Job job =
        world.jobs.begin(
            Job.waiting(
                world.id(), world.tenant, FanTagging.KIND, "user_1", task, world.clock.instant()),
            null);
    world.work();

    assertThat(world.jobs.get(world.tenant, job.id(), FanTagging.KIND).counts())
        .isEqualTo(Map.of("tagged", 450L));
    assertThat(world.exported(FanFilter.everybody())).doesNotContain("old,");
  }

  @Test
  void exportsNoFormulas() {
    world.imported(
        """
        email,first_name,created_at
        =cmd@example.com,=1+1,2020-01-01
        +x@example.com,'@SUM(1),2020-01-01
        """,
        "");

    assertThat(world.exported(FanFilter.everybody()))
        .contains("'=cmd@example.com,'=1+1", "'+x@example.com,'@SUM(1)")
        .startsWith("email,first_name,status");
    FanFilter nobody = new FanFilter(null, null, "AQ", null, null, null, null, null);
    assertThat(world.exported(nobody).lines()).as("the header").hasSize(1);
  }

  @Test
  void bringsNobodyNewWithOurOwnExport() {
    world.imported(
        """
        email,first_name,created_at,song
        +x@example.com,=1+1,2020-01-01,Rain
        ada@example.com,Ada,2020-01-01,
        """,
        ",\"mapping\":{\"song\":\"field:song\"}");
    String export = world.exported(FanFilter.everybody());
    assertThat(export).as("guarded").contains("'+x@example.com,'=1+1");

    assertThat(world.imported(export, "").counts()).isEqualTo(Map.of("rows", 2L, "known", 2L));
    assertThat(world.exported(FanFilter.everybody())).isEqualTo(export);

    ImportWorld other = new ImportWorld();
    assertThat(other.imported(export, "").counts()).isEqualTo(Map.of("rows", 2L, "created", 2L));
    assertThat(other.exported(FanFilter.everybody()))
        .contains("'+x@example.com,'=1+1", "{\"\"song\"\":\"\"Rain\"\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsTheDayOnWhichAFanAgreedAsTheListSays(boolean ask) throws IOException {
    world.imported("email,created_at\nada@example.com,2020-01-02\n", ask ? ",\"ask\":true" : "");
    FanEvidence evidence =
        new FanEvidence(
            world.platform.database(),
            world.accounts,
            new FanPages(world.platform.database(), world.clock));
    String id =
        world.arrivals.id(world.tenant, EmailAddress.parse("ada@example.com").orElseThrow());
    FanEvidence.Document document = evidence.of(world.tenant, id);

    assertThat(document.history().getFirst().consentedAt())
        .isEqualTo(Instant.parse("2020-01-02T00:00:00Z"));
    String page = FanEvidence.page(document).body();
    assertThat(page).contains("Agreed", "2020-01-02T00:00:00Z", "2 Jan 2020, 00:00:00 UTC");
    // To be looked at.
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(folder.resolve("evidence-" + (ask ? "asked" : "stated") + ".html"), page);
  }
}
