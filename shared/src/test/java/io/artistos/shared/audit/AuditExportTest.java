package io.artistos.shared.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditExportTest {

  private static final String HEAD = "id,at,actorKind,actorId,action,target,outcome,trace";
  private static final Pattern NEXT = Pattern.compile("<([^>?]+)\\?([^>]+)>; rel=\"next\"");

  private final AuditWorld world = new AuditWorld();

  /** Nine events, two days apart, from the 22nd of November on. */
  @BeforeEach
  void fill() {
    for (int i = 0; i < 9; i++) {
      world.log.record(
          world.tenant,
          new Actor(Actor.Kind.MEMBER, "user_" + i % 2),
          "action." + i,
          i < 7 ? "=+-@\t\r\n".charAt(i) + "cmd:x" : null,
          AuditOutcome.SUCCEEDED,
          i == 1 ? AuditWorld.TRACE : null);
      world.clock.advance(Duration.ofDays(2));
    }
  }

  @Test
  void exportsARowForEachEventOfTheDaysTheNewestFirst() {
    Reply reply = export(100, Map.of("from", "2026-11-22", "to", "2026-11-24"));

    assertThat(reply.headers())
        .containsEntry("Content-Type", "text/csv; charset=utf-8")
        .containsEntry(
            "Content-Disposition", "attachment; filename=\"audit-2026-11-22-2026-11-24.csv\"")
        .doesNotContainKey("Link");
    List<String> lines = reply.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(HEAD);
    assertThat(lines.get(1))
        .startsWith("audit-")
        .endsWith(
            ",2026-11-24T10:00:00.000Z,member,user_1,action.1,'+cmd:x,succeeded,"
                + AuditWorld.TRACE);
    assertThat(lines.get(2)).endsWith("member,user_0,action.0,'=cmd:x,succeeded,");
  }

  @Test
  void writesNothingThatASpreadsheetRuns() {
    assertThat(export(100, Map.of()).body())
        .contains(",'=cmd", ",'+cmd", ",'-cmd", ",'@cmd", ",'\tcmd", ",\"'\rcmd", ",\"'\ncmd");
  }

  @Test
  void exportsTheSameAsJson() {
    Reply reply = export(100, Map.of("format", "json"));

    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/json; charset=utf-8")
        .containsEntry(
            "Content-Disposition", "attachment; filename=\"audit-2026-11-10-2026-12-10.json\"");
    assertThat(reply.body())
        .startsWith("{\"items\":[{\"id\":\"audit-")
        .contains("action.0", "action.8")
        .doesNotContain("\"next\"");
  }

  @Test
  void comesInPartsEachAWholeFileHoweverManyThereAre() {
    for (String format : List.of("csv", "json")) {
      List<Reply> parts = parts(4, Map.of("format", format));

      assertThat(parts).hasSize(3);
      assertThat(parts.stream().flatMap(part -> actions(part.body())))
          .as(format)
          .containsExactly("8", "7", "6", "5", "4", "3", "2", "1", "0");
      assertThat(parts)
          .extracting(part -> part.headers().get("Content-Disposition"))
          .containsExactly(
              "attachment; filename=\"audit-2026-11-10-2026-12-10." + format + "\"",
              "attachment; filename=\"audit-2026-11-10-2026-12-10-part2." + format + "\"",
              "attachment; filename=\"audit-2026-11-10-2026-12-10-part3." + format + "\"");
      if (format.equals("csv")) {
        assertThat(parts).allSatisfy(part -> assertThat(part.body()).startsWith(HEAD + "\r\n"));
      } else {
        assertThat(parts.getFirst().body()).contains("\"next\":\"");
        assertThat(parts.getLast().body()).doesNotContain("\"next\"");
      }
    }
  }

  @Test
  void goesOnWithTheSameDaysThoughTheyAreNotTheLastOnesAnyMore() {
    Map<String, String> next = next(export(8, Map.of())).orElseThrow();
    world.clock.advance(Duration.ofDays(20));

    assertThat(actions(export(8, next).body())).containsExactly("0");
  }

  @Test
  void filtersAsTheListDoes() {
    List<Reply> parts =
        parts(1, Map.of("actor", "user_1", "outcome", "succeeded", "from", "2026-11-25"));

    assertThat(parts.stream().flatMap(part -> actions(part.body()))).containsExactly("7", "5", "3");
    world.record("action.4");
    assertThat(
            parts(1, Map.of("action", "action.4")).stream().flatMap(part -> actions(part.body())))
        .containsExactly("4", "4");
  }

  @Test
  void takesNoCursorOfAnotherArtistOrOfOtherDays() {
    Map<String, String> next = next(export(4, Map.of())).orElseThrow();

    assertThatThrownBy(() -> export(new AuditWorld().tenant, 4, next))
        .isInstanceOf(InvalidInput.class);
    Map<String, String> others = new TreeMap<>(next);
    others.put("from", "2026-11-11");
    assertThatThrownBy(() -> export(4, others)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void costsTwoQueriesForAPart() {
    export(3, Map.of());

    assertThat(world.platform.costOf(() -> export(3, Map.of())))
        .as("the SDK reads one page ahead")
        .isEqualTo(Map.of("query activity", 2L));
  }

  @Test
  void refusesDaysAndFormatsThatAreNone() {
    for (Map<String, String> bad :
        List.of(
            Map.of("from", "2026-12-02", "to", "2026-12-01"),
            Map.of("from", "2026-02-30"),
            Map.of("format", "xml"),
            Map.of("cursor", "x"))) {
      assertThatThrownBy(() -> export(9, bad)).as("%s", bad).isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void goesBackFurtherThanAMonthWhenAskedTo() {
    world.clock.advance(Duration.ofDays(100));
    assertThat(actions(export(9, Map.of()).body())).isEmpty();

    assertThat(actions(export(9, Map.of("from", "2026-11-22")).body())).hasSize(9);
  }

  private List<Reply> parts(int size, Map<String, String> query) {
    List<Reply> parts = new ArrayList<>();
    Optional<Map<String, String>> next = Optional.of(query);
    while (next.isPresent()) {
      parts.add(export(size, next.get()));
      next = next(parts.getLast());
    }
    return parts;
  }

  /** The query of the address that the answer names. */
  private static Optional<Map<String, String>> next(Reply reply) {
    String link = reply.headers().get("Link");
    if (link == null) {
      return Optional.empty();
    }
    Matcher matcher = NEXT.matcher(link);
    assertThat(matcher.matches()).as(link).isTrue();
    assertThat(matcher.group(1)).isEqualTo("/api/audit/export");
    Map<String, String> query = new TreeMap<>();
    for (String one : matcher.group(2).split("&", -1)) {
      query.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    return Optional.of(query);
  }

  private static Stream<String> actions(String file) {
    return Pattern.compile("action\\.(\\d)").matcher(file).results().map(match -> match.group(1));
  }

  private Reply export(int size, Map<String, String> query) {
    return export(world.tenant, size, query);
  }

  private Reply export(TenantId tenant, int size, Map<String, String> query) {
    return new AuditExport(world.platform.database(), world.cursors, size, world.clock)
        .file(
            tenant,
            new Call(
                "GET",
                URI.create("http://127.0.0.1/api/audit/export"),
                Map.of(),
                query,
                Optional.empty()));
  }
}
