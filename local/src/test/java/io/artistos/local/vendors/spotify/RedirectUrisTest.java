package io.artistos.local.vendors.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"https://app.example/cb", "http://127.0.0.1:7071/cb", "http://[::1]:7071/cb"})
  void secureOnes(String uri) {
    assertThat(RedirectUris.secure(URI.create(uri))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:7071/cb",
        "https://localhost/cb",
        "http://app.example/cb",
        "http://127.0.0.1.app.example/cb",
        "app:/cb",
        "/cb",
        "https://app.example/cb#part"
      })
  void insecureOnes(String uri) {
    assertThat(RedirectUris.secure(URI.create(uri))).isFalse();
  }

  @Test
  void anInsecureOneCannotBeRegistered() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SpotifyOptions("id", "s", List.of(URI.create("http://localhost:1/cb"))));
  }
}
