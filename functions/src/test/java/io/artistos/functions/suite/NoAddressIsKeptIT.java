package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.geo.ClientNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Traces traces = new Traces(suite);
  private final String slug = suite.newArtist();

  @Test
  void findsTheLocationButNeverTheAddress() throws UnknownHostException {
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
      // Counted against the network, which must not be readable either.
      assertThat(
              suite
                  .send(
                      suite
                          .request("/api/fans")
                          .header("X-Local-Peer", peer)
                          .header("Authorization", "Bearer guess")
                          .GET())
                  .statusCode())
          .isEqualTo(401);
    }
    assertThat(traces.inStores("\"failures:")).isTrue();
    emails.forEach(email -> suite.suite().vendors().awaitMail(email, mail -> true, WITHIN));

    assertThat(suite.fans(slug, "").path("items").findValuesAsText("country"))
        .containsExactlyInAnyOrder("US", "DE", "DE");
    // The search works: it finds in every place something that must be there.
    assertThat(traces.inStores(emails.getFirst())).isTrue();
    assertThat(traces.inMails(emails.getFirst())).isTrue();
    assertThat(traces.inFiles("SendFanMail")).contains("host.log");
    String fanId = suite.fans(slug, "").at("/items/0/id").asText();
    assertThat(traces.inFiles(fanId)).anyMatch(file -> file.startsWith("azurite"));

    List<String> all = new ArrayList<>(ADDRESSES);
    all.addAll(List.of("203.0.113.77", "198.51.100.9"));
    for (String address : ADDRESSES) {
      all.add(ClientNetwork.of(InetAddress.getByName(address)).subject());
    }
    for (String address : all) {
      assertThat(traces.inStores(address)).as(address).isFalse();
      assertThat(traces.inMails(address)).as(address).isFalse();
      assertThat(traces.inFiles(address)).as(address).isEmpty();
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

    assertThat(traces.inFiles("Confirm")).contains("host.log");
    for (String personal : List.of(email, "Zephyrine", token)) {
      assertThat(traces.inFiles(personal)).as(personal).doesNotContain("host.log");
      assertThat(traces.inFiles(personal)).noneMatch(file -> file.startsWith("azurite"));
    }
  }
}
