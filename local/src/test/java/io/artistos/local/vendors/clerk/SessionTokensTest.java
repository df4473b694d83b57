package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.APP;
import static io.artistos.local.vendors.clerk.ClerkFixture.MIRA;
import static io.artistos.local.vendors.clerk.ClerkFixture.START;
import static io.artistos.local.vendors.clerk.ClerkFixture.claims;
import static io.artistos.local.vendors.clerk.ClerkFixture.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTokensTest {

  private static final long NOW = START.getEpochSecond();

  @TempDir Path folder;
  private ClerkFixture fixture;
  private String mira;

  @BeforeEach
  void start() {
    fixture = new ClerkFixture(folder);
    mira = fixture.clerk().person(MIRA);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void theKeysVerifyAToken() throws Exception {
    String token = fixture.clerk().token(mira, false);

    assertThat(fixture.verifies(token)).isTrue();
    JsonNode header = header(token);
    assertThat(header.path("alg").asText()).isEqualTo("RS256");
    assertThat(header.path("typ").asText()).isEqualTo("JWT");
    assertThat(header.path("kid").asText()).startsWith("ins_");
  }

  @Test
  void aKeyHasWhatClerksHave() throws Exception {
    JsonNode key = fixture.jwks().path(0);

    assertThat(key.path("use").asText()).isEqualTo("sig");
    assertThat(key.path("kty").asText()).isEqualTo("RSA");
    assertThat(key.path("alg").asText()).isEqualTo("RS256");
    assertThat(ClerkFixture.open(key).getModulus().bitLength()).isEqualTo(2048);
    assertThat(Base64.getUrlDecoder().decode(key.path("n").asText())).hasSize(256);
  }

  @Test
  void theClaimsAreThoseOfVersionTwo() throws Exception {
    String session = fixture.clerk().signIn(mira, false);
    JsonNode claims = claims(fixture.clerk().token(TokenRequest.ofSession(session)));

    assertThat(claims.propertyStream().map(java.util.Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "azp", "exp", "fva", "iat", "iss", "jti", "nbf", "sid", "sts", "sub", "v");
    assertThat(claims.path("azp").asText()).isEqualTo(APP);
    assertThat(claims.path("iat").asLong()).isEqualTo(NOW);
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW + 60);
    assertThat(claims.path("nbf").asLong()).isEqualTo(NOW - 10);
    assertThat(claims.path("iss").asText()).isEqualTo(fixture.clerk().issuer().toString());
    assertThat(claims.path("sid").asText()).isEqualTo(session);
    assertThat(claims.path("sub").asText()).isEqualTo(mira);
    assertThat(claims.path("sts").asText()).isEqualTo("active");
    assertThat(claims.path("v").asInt()).isEqualTo(2);
    assertThat(claims.path("jti").asText()).isNotEmpty();
  }

  @Test
  void factorsAgeInMinutes() throws Exception {
    assertThat(claims(fixture.clerk().token(mira, false)).path("fva").toString())
        .isEqualTo("[0,-1]");
    String session = fixture.clerk().signIn(mira, true);
    fixture.clock.advance(Duration.ofSeconds(359));

    assertThat(
            claims(fixture.clerk().token(TokenRequest.ofSession(session))).path("fva").toString())
        .isEqualTo("[5,5]");
  }

  @Test
  void onlyStaffHaveTheClaimForStaff() throws Exception {
    fixture.clerk().update(mira, MIRA.asStaff());

    assertThat(claims(fixture.clerk().token(mira, true)).path("staff").asBoolean()).isTrue();
  }

  @Test
  void tokensOfAPersonShareASessionAndAreNeverTheSame() throws Exception {
    JsonNode first = claims(fixture.clerk().token(mira, false));
    JsonNode second = claims(fixture.clerk().token(mira, false));
    JsonNode stronger = claims(fixture.clerk().token(mira, true));

    assertThat(second.path("sid")).isEqualTo(first.path("sid"));
    assertThat(second.path("jti")).isNotEqualTo(first.path("jti"));
    assertThat(stronger.path("sid")).isNotEqualTo(first.path("sid"));
  }

  @Test
  void anOldTokenIsOver() throws Exception {
    JsonNode claims =
        claims(fixture.clerk().token(TokenRequest.of(mira, false).aged(Duration.ofMinutes(2))));

    assertThat(claims.path("exp").asLong()).isEqualTo(NOW - 60);
    assertThat(claims.path("fva").toString()).isEqualTo("[0,-1]");
  }

  @Test
  void anUnknownKeyIsNotInTheJwks() throws Exception {
    String token =
        fixture.clerk().token(TokenRequest.of(mira, false).signedBy(TokenRequest.Key.UNKNOWN));

    assertThat(fixture.jwks().toString()).doesNotContain(header(token).path("kid").asText());
  }

  @Test
  void aForgedTokenNamesAKeyThatDidNotSignIt() throws Exception {
    String token =
        fixture.clerk().token(TokenRequest.of(mira, false).signedBy(TokenRequest.Key.FORGED));

    assertThat(fixture.jwks().toString()).contains(header(token).path("kid").asText());
    assertThat(fixture.verifies(token)).isFalse();
  }

  @Test
  void aTokenCanComeWithoutASignature() throws Exception {
    String token =
        fixture.clerk().token(TokenRequest.of(mira, false).with(TokenRequest.Algorithm.NONE));

    assertThat(header(token).path("alg").asText()).isEqualTo("none");
    assertThat(token).endsWith(".");
  }

  @Test
  void thePublicKeyCanPoseAsASharedSecret() throws Exception {
    String token =
        fixture.clerk().token(TokenRequest.of(mira, false).with(TokenRequest.Algorithm.HS256));

    String encoded =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(ClerkFixture.open(fixture.jwks().path(0)).getEncoded());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    int dot = token.lastIndexOf('.');
    byte[] sum = mac.doFinal(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertThat(header(token).path("alg").asText()).isEqualTo("HS256");
    assertThat(token.substring(dot + 1))
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(sum));
  }

  @Test
  void claimsCanBeOthersOrMissing() throws Exception {
    JsonNode claims =
        claims(
            fixture
                .clerk()
                .token(
                    TokenRequest.of(mira, false)
                        .with("sts", "pending")
                        .with("v", IntNode.valueOf(1))
                        .with("azp", (String) null)));

    assertThat(claims.path("sts").asText()).isEqualTo("pending");
    assertThat(claims.path("v").asInt()).isEqualTo(1);
    assertThat(claims.has("azp")).isFalse();
  }

  @Test
  void whoIsNotSignedInAnyMoreGetsNoToken() {
    String session = fixture.clerk().signIn(mira, false);
    TokenRequest request = TokenRequest.ofSession(session);
    fixture.clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(fixture.clerk().token(request)).isNotEmpty();

    fixture.clock.advance(Duration.ofSeconds(1));

    assertThatThrownBy(() -> fixture.clerk().token(request))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fixture.clerk().token("user_nobody", false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
