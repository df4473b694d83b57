package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.fans.Fan;
import io.artistos.shared.fans.FanFilter;
import io.artistos.shared.fans.ImportStatement;
import io.artistos.shared.fans.ImportedFan;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.queue.JobMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.testing.Calls;
import io.artistos.shared.text.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanImportTest {

  private static final String MAILCHIMP =
      """
      "Email Address","First Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CC,REGION,TAGS,Song
      ada@example.com,Ada,4,2020-01-02 10:00:00,192.0.2.1,2020-01-02 10:05:00,CH,BE,\"""Tour"",""VIP\""",Rain
      not an address,X,2,,,2020-01-02 10:05:00,,,,
      eve@example.com,Eve,2,,192.0.2.2,2021-05-06 10:05:00,,,,4111 1111 1111 1111
      bob@example.com,Bob,2,,,,,,,
      """;

  private final ImportWorld world = new ImportWorld();

  @Test
  void checksBeforeItWritesAndSaysWhatWouldBecomeOfEachRow() {
    String id = world.uploaded(MAILCHIMP, ",\"mapping\":{\"Song\":\"field:song\"}").id();
    world.imports.check(world.tenant, id, null);
    world.work();
    ImportView checked = world.imports.get(world.tenant, id);

    assertThat(checked.status()).isEqualTo(Job.State.WAITING);
    assertThat(checked.phase()).isEqualTo(ImportTask.Phase.CHECKED);
    assertThat(checked.counts()).isEqualTo(Map.of("rows", 4L, "created", 1L, "refused", 3L));
    assertThat(world.download(String.valueOf(checked.reportUrl())))
        .isEqualToNormalizingNewlines(
            """
            row,outcome,reason
            1,created,
            2,refused,bad-email
            3,refused,card-number
            4,refused,no-consent-date
            """);
    assertThat(checked.columns())
        .containsEntry("Email Address", "email")
        .containsEntry("OPTIN_IP", "ignore")
        .containsEntry("Song", "field:song");
    assertThat(world.exported(FanFilter.everybody()).lines()).hasSize(1);
  }

  @Test
  void keepsWhatTheListSaysAsEvidenceAndNoAddressOfTheNetwork() {
    ImportView done =
        world.imported(MAILCHIMP, ",\"mapping\":{\"Song\":\"field:song\"},\"tags\":[\"old list\"]");

    assertThat(done.status()).isEqualTo(Job.State.SUCCEEDED);
    assertThat(done.counts()).isEqualTo(Map.of("rows", 4L, "created", 1L, "refused", 3L));
    assertThat(world.exported(FanFilter.everybody()))
        .contains("ada@example.com,Ada,confirmed,en,2020-01-02T10:05:00.000Z")
        .contains("Old list,import,import-2026-11.en,CH,BE,")
        .contains("\"old list, tour, vip\"")
        .contains("{\"\"song\"\":\"\"Rain\"\"}")
        .doesNotContain("192.0.2", "4111", "eve@");
    assertThat(world.blobs.pieces().size(world.tenant, "jobs/" + done.id() + "/upload.csv"))
        .as("the file is not needed any more")
        .isEmpty();
  }

  @Test
  void completesWhoIsKnownAndLeavesEverybodyElseAsTheyAre() {
    world.imported(
        """
        email,first_name,created_at,song
        ada@example.com,,2020-01-01,
        bob@example.com,Bob,2020-01-01,
        """,
        "");
    ImportView again =
        world.imported(
            """
            email,first_name,created_at,song
            ADA@example.com,Ada,2022-01-01,Rain
            bob@example.com,Robert,2022-01-01,
            new@example.com,New,2022-01-01,
            new@example.com,Newer,2022-01-01,
            """,
            ",\"mapping\":{\"song\":\"field:song\"}");

    assertThat(again.counts())
        .isEqualTo(Map.of("rows", 4L, "completed", 1L, "known", 2L, "created", 1L));
    assertThat(world.exported(FanFilter.everybody()))
        .contains("ada@example.com,Ada,confirmed,en,2020-01-01")
        .contains("bob@example.com,Bob,")
        .contains("new@example.com,New,");
  }

  @Test
  void asksByMailWhereTheArtistWantsThat() {
    world.imported("email,created_at\nada@example.com,2020-01-01\n", ",\"ask\":true");

    assertThat(world.exported(FanFilter.everybody())).contains("ada@example.com,,pending,");
  }

  @Test
  void takesNobodyWhoLeftElsewhere() {
    ImportView done =
        world.imported(
            """
            email,status,created_at
            a@example.com,unsubscribed,2020-01-01
            b@example.com,active,2020-01-01
            c@example.com,cleaned,2020-01-01
            d@example.com,pending,2020-01-01
            e@example.com,opted_out,2020-01-01
            f@example.com,needs_attention,2020-01-01
            """,
            "");

    assertThat(done.counts()).isEqualTo(Map.of("rows", 6L, "created", 1L, "refused", 5L));
    assertThat(world.download(String.valueOf(done.reportUrl())))
        .contains("1,refused,left-there", "3,refused,left-there", "4,refused,never-agreed")
        .contains("5,refused,left-there", "6,refused,unknown-status");
  }

  @Test
  void needsAStatementASourceAndSomeDay() {
    assertThatThrownBy(() -> NewImport.read(Calls.post("{\"bytes\":1}")))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.errors())
                    .extracting(error -> error.field())
                    .contains("source", "statement"));
    ImportView whole =
        world.imported("email\nada@example.com\n", ",\"consentedAt\":\"2024-02-03\"");
    assertThat(whole.counts()).containsEntry("created", 1L);
    assertThatThrownBy(() -> world.imports.run(world.tenant, whole.id(), null))
        .isInstanceOf(NotAllowedNow.class);
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThat(world.imported("name,city\nAda,Bern\n", "").problem()).isEqualTo("no-email-column");
    assertThat(world.imported("email\n\"" + "x".repeat(300_000), "").problem())
        .isEqualTo("row-too-long");
  }

  @Test
  void costsOneRequestForAHundredRowsAndOneMoreForEachNewFan() {
    String rows =
        IntStream.range(0, 300)
            .mapToObj(i -> "fan" + i + "@example.com,2020-01-01\n")
            .collect(Collectors.joining());
    String id = world.uploaded("email,created_at\n" + rows, "").id();
    world.imports.check(world.tenant, id, null);
    Map<String, Long> check = world.costOf(world::work);
    assertThat(check).containsEntry("query fans", 3L).doesNotContainKey("read fans");

    world.imports.run(world.tenant, id, null);
    Map<String, Long> run = world.costOf(world::work);
    assertThat(run)
        .containsEntry("query fans", 3L)
        .containsEntry("create fans", 300L)
        .doesNotContainKey("read fans");
    assertThat(run.get("replace accounts")).as("header, rows, end").isEqualTo(3L);

    String again = world.uploaded("email,created_at\n" + rows, "").id();
    world.imports.check(world.tenant, again, null);
    world.work();
    world.imports.run(world.tenant, again, null);
    Map<String, Long> known = world.costOf(world::work);
    assertThat(known)
        .containsEntry("query fans", 3L)
        .doesNotContainKeys("read fans", "create fans", "replace fans");
    assertThat(world.imports.get(world.tenant, again).counts()).containsEntry("known", 300L);
  }

  @Test
  void addsToWhatSomebodyChangedAfterItWasRead() {
    world.imported("email,created_at\nada@example.com,2020-01-01\n", "");
    String id =
        world.arrivals.id(world.tenant, EmailAddress.parse("ada@example.com").orElseThrow());
    Optional<Versioned<Fan>> read =
        Optional.ofNullable(world.arrivals.known(world.tenant, List.of(id)).get(id));
    arrive("Ada", List.of("tour"), "one", read);
    arrive("Eve", List.of("vip"), "two", read);

    assertThat(world.exported(FanFilter.everybody()))
        .contains("ada@example.com,Ada,", "\"tour, vip\"");
    // Nobody was there when it was read, and somebody is when it is written.
    assertThat(arrive("Ada", List.of("new"), "three", Optional.empty()))
        .isEqualTo(ImportedFan.Outcome.COMPLETED);
  }

  private ImportedFan.Outcome arrive(
      String name, List<String> tags, String ref, Optional<Versioned<Fan>> read) {
    ImportedFan fan =
        new ImportedFan(
            EmailAddress.parse("ada@example.com").orElseThrow(),
            name,
            Map.of(),
            tags,
            ImportWorld.START,
            null,
            ref);
    ImportedFan.Terms terms =
        new ImportedFan.Terms(
            "ada", "page", "list", ImportStatement.CURRENT.version(), "Ada", "en", false);
    return world.arrivals.arrive(world.tenant, terms, fan, read);
  }

  @Test
  void countsTheSameWhenAStepIsRepeatedAfterItWasNotRecorded() {
    String rows =
        IntStream.range(0, 200)
            .mapToObj(i -> "fan" + i % 150 + "@example.com,Fan,2020-01-01\n")
            .collect(Collectors.joining());
    String id = world.uploaded("email,first_name,created_at\n" + rows, "").id();
    world.imports.check(world.tenant, id, null);
    world.work();
    world.imports.run(world.tenant, id, null);
    Job job = world.jobs.get(world.tenant, id, ImportWork.KIND);
    Job afterHeader = world.work.step(job);
    // Killed behind the fans and before the job: done twice, and once more by the one that counts.
    world.work.step(afterHeader);
    world.work.step(afterHeader);
    world.work();

    ImportView done = world.imports.get(world.tenant, id);
    assertThat(done.counts()).isEqualTo(Map.of("rows", 200L, "created", 150L, "known", 50L));
    assertThat(world.exported(FanFilter.everybody()).lines()).hasSize(151);
  }

  @Test
  void isAskedForAgainWhenItsMessageWasLostAndGoesWithItsFilesAfterADay() {
    String id = world.uploaded("email,created_at\nada@example.com,2020-01-01\n", "").id();
    world.imports.check(world.tenant, id, null);
    assertThat(world.platform.receive(Queues.JOBS, JobMessage.class)).hasSize(1);
    world.clock.advance(Duration.ofMinutes(3));
    world.jobs.sweep();
    world.work();
    assertThat(world.imports.get(world.tenant, id).phase()).isEqualTo(ImportTask.Phase.CHECKED);

    world.clock.advance(Duration.ofDays(1).plusMinutes(1));
    world.jobs.sweep();
    assertThatThrownBy(() -> world.imports.get(world.tenant, id))
        .isInstanceOf(io.artistos.shared.errors.NotFound.class);
    assertThat(world.blobs.pieces().size(world.tenant, "jobs/" + id + "/upload.csv")).isEmpty();
    assertThat(world.blobs.pieces().size(world.tenant, "jobs/" + id + "/check.csv")).isEmpty();
  }

  @Test
  void knowsTheLanguagesThatMailIsWrittenIn() {
    ImportView done =
        world.imported("email,created_at\nada@example.com,2020-01-01\n", ",\"language\":\"DE\"");
    assertThat(done.counts()).containsEntry("created", 1L);
    assertThat(world.exported(FanFilter.everybody())).contains("ada@example.com,,confirmed,de,");

    assertThatThrownBy(() -> world.uploaded("email\n", ",\"language\":\"it\""))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void readsWhatExcelSaysOfTheSeparator() {
    ImportView done =
        world.imported(
            "\uFEFFsep=;\r\nemail;Land;created_at\r\nada@example.com;Schweiz;2020-01-01\r\n", "");

    assertThat(done.counts()).isEqualTo(Map.of("rows", 1L, "created", 1L));
    assertThat(world.exported(FanFilter.everybody())).contains("ada@example.com,", ",CH,");
  }

  @Test
  void readsTheLineEndsOfOldMacs() {
    ImportView done =
        world.imported(
            "email,created_at\rada@example.com,2020-01-01\rbob@example.com,2020-01-01\r", "");

    assertThat(done.counts()).isEqualTo(Map.of("rows", 2L, "created", 2L));
  }

  @Test
  void saysThatAListIsNotUtf8() {
    byte[] excel = "\uFEFFemail\tcreated_at\n".getBytes(StandardCharsets.UTF_16LE);
    String id = world.uploaded(excel, "").id();
    world.imports.check(world.tenant, id, null);
    world.work();

    assertThat(world.imports.get(world.tenant, id).status()).isEqualTo(Job.State.FAILED);
    assertThat(world.imports.get(world.tenant, id).problem()).isEqualTo("not-utf-8");
  }
}
