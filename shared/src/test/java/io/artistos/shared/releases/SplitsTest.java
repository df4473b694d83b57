package io.artistos.shared.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SplitsTest {

  @Property(tries = 300)
  void sharesThatAddUpAreTakenExactly(@ForAll("partitions") List<Integer> basisPoints) {
    ReleaseFields read = read(shares(basisPoints));

    assertThat(read.collaborators().stream().map(Collaborator::basisPoints).toList())
        .isEqualTo(basisPoints);
    ReleaseFields.checkSplits(read.collaborators());
    BigDecimal sum =
        read.collaborators().stream()
            .map(Collaborator::percent)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo("100");
  }

  @Property(tries = 100)
  void oneHundredthLessIsNotWhole(@ForAll("partitions") List<Integer> basisPoints) {
    List<Integer> less = new ArrayList<>(basisPoints);
    less.set(0, less.get(0) - 1);
    if (less.get(0) > 0) {
      List<Collaborator> all = read(shares(less)).collaborators();
      assertThatThrownBy(() -> ReleaseFields.checkSplits(all)).isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void refusesMoreThanTheWholeAndWhatIsNoShare() {
    assertThatThrownBy(() -> read("[60, 40.01]")).hasMessageContaining("splits-exceed");
    for (String share :
        List.of("33.333", "0", "-1", "100.01", "\"50\"", "null", "1e9", "1e400", "1e-400")) {
      assertThatThrownBy(() -> read("[" + share + "]"))
          .as(share)
          .hasMessageContaining("collaborators[0].share");
    }
  }

  /** Cuts of 100 % into 1 to 50 shares. */
  @Provide
  Arbitrary<List<Integer>> partitions() {
    return Arbitraries.integers()
        .between(1, 9_999)
        .set()
        .ofMaxSize(49)
        .map(
            cuts -> {
              List<Integer> sorted = new ArrayList<>(cuts);
              sorted.add(0);
              sorted.add(10_000);
              Collections.sort(sorted);
              List<Integer> parts = new ArrayList<>();
              for (int i = 1; i < sorted.size(); i++) {
                parts.add(sorted.get(i) - sorted.get(i - 1));
              }
              return parts;
            });
  }

  private static String shares(List<Integer> basisPoints) {
    return basisPoints.stream()
        .map(bp -> BigDecimal.valueOf(bp, 2).toString())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static ReleaseFields read(String shares) {
    String collaborators =
        List.of(shares.substring(1, shares.length() - 1).split(",", -1)).stream()
            .map(share -> "{\"name\":\"N\",\"role\":\"r\",\"share\":" + share + "}")
            .collect(Collectors.joining(","));
    String body = "{\"title\":\"T\",\"collaborators\":[" + collaborators + "]}";
    Call call =
        new Call(
            "POST",
            URI.create("http://localhost/"),
            Map.of("content-type", "application/json"),
            Map.of(),
            Optional.of(body));
    return ReleaseFields.read(call, ZoneOffset.UTC);
  }
}
