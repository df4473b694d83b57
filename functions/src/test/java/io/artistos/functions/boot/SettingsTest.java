package io.artistos.functions.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.shared.cosmos.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "PUBLIC_URL", "https://fans.example/",
          "COSMOS_ENDPOINT", "https://a.documents.azure.com:443/",
          "STORAGE_QUEUE_URI", "https://a.queue.core.windows.net",
          "STORAGE_BLOB_URI", "https://a.blob.core.windows.net",
          "KEY_VAULT_URI", "https://v.vault.azure.net",
          "CLERK_ISSUER", "https://clerk.fans.example",
          "FAN_MAIL_SENDER", "news@mail.example",
          "ARTIST_MAIL_SENDER", "hello@app.example");

  @Test
  void hasADefaultForEverythingThatIsTheSameInEveryDeployment() {
    Settings settings = Settings.of(LEAST);

    assertThat(settings.resendUrl()).hasToString("https://api.resend.com");
    assertThat(settings.cosmosMode()).isEqualTo(Database.Mode.GATEWAY);
    assertThat(settings.trustedProxies()).isZero();
    assertThat(settings.resendRequestsPerSecond()).isEqualTo(2);
    assertThat(settings.geoDatabase()).isEmpty();
    assertThat(settings.clerk().api()).hasToString("https://api.clerk.com");
    assertThat(settings.clerk().authorizedParties()).containsExactly("https://fans.example");
    assertThat(settings.spotify()).isEmpty();
    assertThat(settings.model()).isEmpty();
    assertThat(settings.turnstile()).isEmpty();
    assertThat(settings.publicUrl()).hasToString("https://fans.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUBLIC_URL",
        "COSMOS_ENDPOINT",
        "STORAGE_QUEUE_URI",
        "STORAGE_BLOB_URI",
        "KEY_VAULT_URI",
        "CLERK_ISSUER",
        "FAN_MAIL_SENDER",
        "ARTIST_MAIL_SENDER"
      })
  void namesTheSettingThatIsMissing(String name) {
    Map<String, String> without = new HashMap<>(LEAST);
    without.remove(name);

    assertThatThrownBy(() -> Settings.of(without))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name);
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertWrong("PUBLIC_URL", "fans.example");
    assertWrong("COSMOS_MODE", "carrier-pigeon");
    assertWrong("TRUSTED_PROXIES", "-1");
    assertWrong("RESEND_REQUESTS_PER_SECOND", "0");
    assertWrong("MODEL_URL", "https://models.example/v1"); // without MODEL_NAME
  }

  @Test
  void areAllThereInTheSample() throws IOException {
    JsonNode sample =
        new ObjectMapper()
            .readTree(Files.readString(Path.of("..", "local.settings.sample.json")))
            .path("Values");

    LEAST.keySet().forEach(name -> assertThat(sample.has(name)).as(name).isTrue());
  }

  private static void assertWrong(String name, String value) {
    Map<String, String> wrong = new HashMap<>(LEAST);
    wrong.put(name, value);
    assertThatThrownBy(() -> Settings.of(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name.substring(0, name.indexOf('_')));
  }
}
