package io.artistos.shared.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.text.Domains;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisposableDomainsTest {

  private final DisposableDomains disposable = new DisposableDomains();

  @ParameterizedTest
  @ValueSource(strings = {"mailinator.com", "yopmail.com", "eu.mailinator.com", "a.b.yopmail.com"})
  void listedDomainsAndWhatIsBelowThemAreDisposable(String domain) {
    assertThat(disposable.contains(domain)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"band.example", "mailinator.example", "mailinator.com.example", "com"})
  void othersAreNot(String domain) {
    assertThat(disposable.contains(domain)).isFalse();
  }

  /** A list of others' must not shut out half of the fans. */
  @Test
  void noProviderThatWeKnowIsListed() throws IOException {
    for (String provider : lines("/io/artistos/shared/text/mail-providers.txt")) {
      assertThat(disposable.contains(provider)).as(provider).isFalse();
    }
    for (String alias : List.of("privaterelay.appleid.com", "mozmail.com", "simplelogin.com")) {
      assertThat(disposable.contains(alias)).as(alias).isFalse();
    }
  }

  @Test
  void everyLineIsADomainAsAddressesHaveThem() throws IOException {
    List<String> lines = lines("disposable-domains.txt");

    assertThat(lines).hasSizeGreaterThan(5_000);
    assertThat(lines).allSatisfy(line -> assertThat(Domains.ascii(line)).contains(line));
  }

  private static List<String> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(DisposableDomains.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
