package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.fans.FanExport;
import io.artistos.shared.fans.FanFields;
import io.artistos.shared.fans.FanList;
import io.artistos.shared.fans.FanTagging;
import io.artistos.shared.fans.ImportedFan;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.testing.Calls;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Uncollectable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ImportFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Columns COLUMNS =
      Columns.of(
          ",",
          List.of(
              "email", "first_name", "created_at", "status", "tags", "cc", "city", "birthday", "x"),
          Map.of("x", "field:x"));

  private static final ImportTask TASK =
      new ImportTask(
          ImportTask.Phase.RUN,
          new ImportedFan.Terms("ada", "page", "list", "import-2026-11.en", "Ada", "en", false),
          NOW,
          List.of(),
          false,
          Map.of(),
          1,
          COLUMNS);

  /** Text in which everything that a reader looks for is likely. */
  @Provide
  Arbitrary<String> files() {
    return Arbitraries.strings().withChars(",;\t\"\n\r'=@.-+aé例\uFEFF 0").ofMaxLength(60);
  }

  @Provide
  Arbitrary<List<String>> rows() {
    Arbitrary<String> cells =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(30),
            Arbitraries.of(
                "ada@example.com",
                "2024-01-02",
                "unsubscribed",
                "CH",
                "06/14",
                "4111 1111 1111 1111",
                "DE89370400440532013000",
                "078-05-1120",
                "a, b; c"));
    return cells.list().ofMaxSize(12);
  }

  @Example
  void losesNoCellWithAReturnInIt() throws Exception {
    byte[] file = "x,\"a\rb\"\ny,\"c\r\nd\"\r\nz,e\r".getBytes(StandardCharsets.UTF_8);

    assertThat(ImportBlock.records(file, 0, file.length, ','))
        .containsExactly(List.of("x", "a\nb"), List.of("y", "c\nd"), List.of("z", "e"));
  }

  @Property(tries = 500)
  void piecesOfAnySizeHaveTheSameRecordsAsTheWhole(
      @ForAll("files") String file,
      @ForAll @IntRange(min = 1, max = 5) int most,
      @ForAll @IntRange(min = 8, max = 40) int size)
      throws Exception {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    List<List<String>> records = new ArrayList<>();
    int from = 0;
    int piece = size;
    while (from < bytes.length) {
      byte[] read = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
      boolean last = from + read.length == bytes.length;
      int end = ImportBlock.whole(read, 0, (byte) ',', most, last);
      if (end == 0) {
        // A record that does not fit is refused; here it is read in a larger piece.
        assertThat(last).isFalse();
        piece++;
        continue;
      }
      records.addAll(ImportBlock.records(read, 0, end, ','));
      from += end;
      piece = size;
    }
    assertThat(records).isEqualTo(ImportBlock.records(bytes, 0, bytes.length, ','));
  }

  @Property(tries = 1000)
  void anyRowIsReadOrRefusedAndWhatIsReadMayBeKept(@ForAll("rows") List<String> cells) {
    ImportRow row = new RowReader(COLUMNS, TASK, "job", NOW).read(1, cells);

    assertThat(row.fan() == null).isEqualTo(row.refusal() != null);
    if (row.fan() != null) {
      String kept = row.fan().firstName() + " " + row.fan().fields() + " " + row.fan().tags();
      assertThat(Uncollectable.in(kept)).isEmpty();
      assertThat(EmailAddress.parse(row.fan().email().value())).contains(row.fan().email());
      assertThat(row.fan().fields())
          .allSatisfy((key, text) -> assertThat(FanFields.fault(key, text)).isEmpty());
    } else {
      assertThat(row.refusal()).matches("[a-z0-9-]+");
    }
  }

  @Property(tries = 500)
  void anyBodyIsReadOrRefused(
      @ForAll("rows") List<String> values, @ForAll @IntRange(max = 6) int name) {
    List<String> names =
        List.of("fields", "filter", "add", "mapping", "status", "from", "consentedAt");
    for (Object value : List.of(values, Map.of("x", values), String.join("", values), 7, true)) {
      String body = Json.write(Map.of(names.get(name), value, "bytes", value, "ids", value));
      readOrRefused(body, NewImport::read);
      readOrRefused(body, FanTagging.Task::read);
      readOrRefused(body, FanFields::read);
      readOrRefused(body, FanExport::read);
      readOrRefused(body, FanList.Search::read);
    }
  }

  @Property(tries = 1000)
  void anyTextIsAnAddressOrNone(@ForAll String text) {
    assertThatCode(() -> EmailAddress.parse(text + "@exam" + text + "ple.com"))
        .doesNotThrowAnyException();
    EmailAddress.parse(text)
        .ifPresent(address -> assertThat(EmailAddress.parse(address.value())).contains(address));
  }

  private static void readOrRefused(String body, Function<Call, ?> reader) {
    try {
      assertThat(reader.apply(Calls.post(body))).isNotNull();
    } catch (InvalidInput e) {
      assertThat(e.errors()).isNotEmpty();
    } catch (MalformedRequest e) {
      assertThat(e.kind()).isNotNull();
    }
  }
}
