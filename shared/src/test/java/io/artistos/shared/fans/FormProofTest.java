package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.http.Call;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sign-up brings besides what is kept. */
class FormProofTest {

  @ParameterizedTest
  @ValueSource(strings = {"website=http%3A%2F%2Fspam.example", "website=x", "form=t&website=1+2"})
  void whoFilledInWhatNobodySeesIsTrapped(String body) {
    assertThat(read(body).trapped()).isTrue();
  }

  /** Browsers send the field empty, other people's forms not at all. */
  @ParameterizedTest
  @ValueSource(strings = {"", "email=fan%40example.com", "website=", "website=+", "web=x"})
  void whoDidNotIsNot(String body) {
    assertThat(read(body).trapped()).isFalse();
  }

  @Test
  void readsTokenAndAnswerWhereThereAreSome() throws Exception {
    Optional<ClientNetwork> network =
        Optional.of(ClientNetwork.of(InetAddress.getByName("198.51.100.7")));
    FormProof proof = FormProof.read(call("form=token&answer=yes"), Optional.of("answer"), network);

    assertThat(proof.token()).contains("token");
    assertThat(proof.answer()).contains("yes");
    assertThat(proof.network()).isEqualTo(network);
    assertThat(read("form=&answer=").token()).isEmpty();
    assertThat(read("form=&answer=").answer()).isEmpty();
    assertThat(FormProof.read(call("answer=yes"), Optional.empty(), network).answer()).isEmpty();
    assertThat(proof.toString()).doesNotContain("token", "yes");
  }

  private static FormProof read(String body) {
    return FormProof.read(call(body), Optional.of("answer"), Optional.empty());
  }

  private static Call call(String body) {
    return new Call(
        "POST",
        URI.create("http://localhost/"),
        Map.of("content-type", "application/x-www-form-urlencoded"),
        Map.of(),
        Optional.of(body));
  }
}
