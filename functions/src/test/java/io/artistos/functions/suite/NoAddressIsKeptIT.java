package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The client's address gives a location and is then nowhere: no store, no queue, no blob, no log.
 */
class NoAddressIsKeptIT {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  /** Addresses that the database knows, and nobody's form would hold by chance. */
  private static final List<String> ADDRESSES =
      List.of("8.8.4.4", "81.169.145.66", "2a02:810d:1234:5678::abcd");

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();

  @Test
  void findsTheLocationButNeverTheAddress() {
    List<String> emails = new ArrayList<>();
    for (String address : ADDRESSES) {
      String email = suite.anyAddress();
      emails.add(email);
      String peer = address.contains(":") ? "[" + address + "]:51234" : address + ":51234";
      assertThat(
              suite
                  .send(
                      suite
                          .request("/api/fan-pages/" + slug + "/signups")
                          .header("Content-Type", "application/json")
                          .header("X-Forwarded-For", "203.0.113.77, 198.51.100.9:80")
                          .header("X-Local-Peer", peer)
                          .POST(
                              java.net.http.HttpRequest.BodyPublishers.ofString(
                                  RunningSuite.write(
                                      Map.of("email", email, "consent", "2026-11.en")))))
                  .statusCode())
          .isEqualTo(202);
    }
    emails.forEach(email -> suite.suite().vendors().awaitMail(email, mail -> true, WITHIN));

    assertThat(suite.fans(slug, "").path("items").findValuesAsText("country"))
        .containsExactlyInAnyOrder("US", "DE", "DE");
    // The search works: it finds in every place something that must be there.
    assertThat(inStores(emails.getFirst())).isTrue();
    assertThat(inMails(emails.getFirst())).isTrue();
    assertThat(inFiles("SendFanMail")).contains("host.log");
    String fanId = suite.fans(slug, "").at("/items/0/id").asText();
    assertThat(inFiles(fanId)).anyMatch(file -> file.startsWith("azurite"));

    List<String> all = new ArrayList<>(ADDRESSES);
    all.addAll(List.of("203.0.113.77", "198.51.100.9"));
    for (String address : all) {
      assertThat(inStores(address)).as(address).isFalse();
      assertThat(inMails(address)).as(address).isFalse();
      assertThat(inFiles(address)).as(address).isEmpty();
    }
  }

  @Test
  void writesNoFansAddressOrTokenIntoTheLog() {
    String email = suite.anyAddress();
    suite.signUp(slug, Map.of("email", email, "firstName", "Zephyrine", "consent", "2026-11.en"));
    String text =
        String.valueOf(suite.suite().vendors().awaitMail(email, mail -> true, WITHIN).text());
    String token = text.substring(text.indexOf("/confirm?t=") + 11).split("\\s", 2)[0];
    suite.post("/confirm?t=" + token, "application/x-www-form-urlencoded", "");

    assertThat(inFiles("Confirm")).contains("host.log");
    for (String personal : List.of(email, "Zephyrine", token)) {
      assertThat(inFiles(personal)).as(personal).doesNotContain("host.log");
      assertThat(inFiles(personal)).noneMatch(file -> file.startsWith("azurite"));
    }
  }

  private boolean inStores(String text) {
    return suite.suite().cosmos().dump().anyMatch(item -> item.contains(text));
  }

  private boolean inMails(String text) {
    return suite.suite().vendors().mails().stream()
        .anyMatch(mail -> mail.toString().contains(text));
  }

  /** Files of the suite that hold {@code text} as it is, in hexadecimal or in base64. */
  private List<String> inFiles(String text) {
    List<byte[]> forms = forms(text);
    try (Stream<Path> files = Files.walk(suite.data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> forms.stream().anyMatch(form -> contains(bytes(file), form)))
          .map(file -> suite.data().relativize(file).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Base64 in its three alignments, without the characters that depend on the neighbours. */
  private static List<byte[]> forms(String text) {
    List<byte[]> forms = new ArrayList<>();
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    forms.add(plain);
    forms.add(HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + plain.length];
      System.arraycopy(plain, 0, shifted, shift, plain.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int from = shift == 0 ? 0 : shift + 1;
      int to = encoded.length() - (shifted.length % 3 == 0 ? 0 : 1);
      forms.add(encoded.substring(from, to).getBytes(StandardCharsets.US_ASCII));
    }
    return forms;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] hay, byte[] needle) {
    for (int i = 0; i <= hay.length - needle.length; i++) {
      int j = 0;
      while (j < needle.length && hay[i + j] == needle[j]) {
        j++;
      }
      if (j == needle.length) {
        return true;
      }
    }
    return false;
  }
}
