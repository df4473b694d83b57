package io.artistos.shared.sessions;

import static io.artistos.shared.sessions.SignInWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token claims; how it is signed is tried in {@link TokenSignaturesTest}. */
class SessionTokensTest {

  private final SignInWorld world = new SignInWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aTokenProvesASession() {
    assertThat(verify(world.claims()))
        .isEqualTo(
            new Session(
                "user_2bQKXM",
                "sess_2bQKXN",
                false,
                false,
                false,
                START.plus(Duration.ofSeconds(60))));
  }

  @Test
  void whatIsVerifiedWithAKnownKeyCostsNoRequest() {
    for (int i = 0; i < 20; i++) {
      verify(world.claims());
    }
    assertThat(world.requests).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss", "exp", "nbf", "iat", "v", "sub", "sid",
      })
  void needsEveryOneOfTheseClaims(String claim) {
    Map<String, Object> claims = world.claims();
    claims.remove(claim);
    assertRefused(claims);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "iss | 'https://clerk.example.com/'",
        "iss | 'https://CLERK.example.com'",
        "iss | ''",
        "iss | ['https://clerk.example.com']",
        "azp | 'https://app.example.com.evil.example'",
        "azp | 'https://app.example.com/'",
        "azp | ''",
        "azp | null",
        "azp | ['https://app.example.com']",
        "sts | 'pending'",
        "sts | 'ACTIVE'",
        "sts | ''",
        "sts | null",
        "sts | true",
        "v   | 1",
        "v   | 3",
        "v   | '2'",
        "v   | 2.0",
        "v   | null",
        "sub | ''",
        "sub | 'user_'",
        "sub | 'usr_1'",
        "sub | 'org_1'",
        "sub | 'user_a/b'",
        "sub | 'user_a\\n'",
        "sub | 'xuser_a'",
        "sub | 1",
        "sid | 'sess_'",
        "sid | 'user_1'",
        "sid | 'sess_a b'",
        "sid | null",
        "exp | '9999999999'",
        "exp | 1e300",
        "exp | 99999999999999999999",
        "exp | 9223372036854775807",
        "exp | -1",
        "nbf | -1",
        "nbf | 1e3",
        "nbf | null",
        "iat | -9223372036854775808",
        "iat | '0'",
      })
  void refusesAnyOtherValue(String claim, String value) throws Exception {
    Map<String, Object> claims = world.claims();
    claims.put(claim, Json.MAPPER.readTree(value.replace('\'', '"')));
    assertRefused(claims);
  }

  @Test
  void idsAreOfLimitedLength() {
    Map<String, Object> claims = world.claims();
    claims.put("sub", "user_" + "a".repeat(64));
    claims.put("sid", "sess_" + "a".repeat(64));
    assertThat(verify(claims).userId()).hasSize(69);
    assertRefused(with("sub", "user_" + "a".repeat(65)));
    assertRefused(with("sid", "sess_" + "a".repeat(65)));
  }

  @Test
  void anAuthorizedPartyAndAStatusMayBeMissing() {
    Map<String, Object> claims = world.claims();
    claims.remove("azp");
    claims.remove("sts");
    assertThat(verify(claims).userId()).isEqualTo("user_2bQKXM");
  }

  @Test
  void endsFiveSecondsAfterItsEnd() {
    String token = world.token();
    world.clock.advance(Duration.ofSeconds(65).minusMillis(1));
    assertThat(world.tokens.verify(token).expiresAt()).isEqualTo(START.plusSeconds(60));
    world.clock.advance(Duration.ofMillis(1));
    assertRefused(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nbf", "iat"})
  void beginsFiveSecondsBeforeItsStart(String claim) {
    long now = START.getEpochSecond();
    assertThat(verify(with(claim, now + 5)).userId()).isEqualTo("user_2bQKXM");
    assertRefused(with(claim, now + 6));
  }

  @Test
  void livesTenMinutesAtMost() {
    long now = START.getEpochSecond();
    assertThat(verify(with("exp", now + 600)).expiresAt()).isEqualTo(START.plusSeconds(600));
    assertRefused(with("exp", now + 601));
    assertRefused(with("iat", now - 541));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[5,0]      | true",
        "[5,3]      | true",
        "[-1,3]     | true",
        "[5,-1]     | false",
        "[5]        | false",
        "[]         | false",
        "[5,3,1]    | false",
        "[5,'3']    | false",
        "['5',3]    | false",
        "[5,3.0]    | false",
        "[5,null]   | false",
        "[5,[3]]    | false",
        "3          | false",
        "'5,3'      | false",
        "null       | false",
        "{'1':3}    | false",
      })
  void aSecondFactorCountsFromTheMomentItIsPassed(String ages, boolean second) throws Exception {
    Map<String, Object> claims = world.claims();
    claims.put("fva", Json.MAPPER.readTree(ages.replace('\'', '"')));
    assertThat(verify(claims).secondFactor()).isEqualTo(second);
  }

  @Test
  void withoutFactorAgesThereIsNoSecondFactor() {
    Map<String, Object> claims = world.claims();
    claims.remove("fva");
    assertThat(verify(claims).secondFactor()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "false,false",
    "'\"true\"',false",
    "1,false",
    "null,false",
    "[true],false"
  })
  void staffIsWhoHasTheClaimAndItIsTrue(String claim, boolean staff) throws Exception {
    Map<String, Object> claims = world.claims();
    claims.put("staff", Json.MAPPER.readTree(claim));
    assertThat(verify(claims).staff()).isEqualTo(staff);
  }

  @Test
  void anActorIsImpersonationWhateverIsSaidOfThem() {
    assertThat(verify(with("act", Map.of("sub", "user_1"))).impersonated()).isTrue();
    assertThat(verify(with("act", new HashMap<>())).impersonated()).isTrue();
    assertThat(verify(with("act", false)).impersonated()).isTrue();
  }

  @Test
  void refusesAClaimThatIsThereTwice() {
    String claims = Json.write(world.claims());
    String twice = claims.substring(0, claims.length() - 1) + ",\"sub\":\"user_admin\"}";
    assertRefused(
        SignInWorld.token(Json.write(SignInWorld.header()), twice, SignInWorld.OURS.getPrivate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "1", "\"user_1\"", "{", "{} {}", "{\"sub\":"})
  void refusesClaimsThatAreNoObject(String claims) {
    assertRefused(
        SignInWorld.token(Json.write(SignInWorld.header()), claims, SignInWorld.OURS.getPrivate()));
  }

  @Test
  void looksAtNothingThatIsTooLong() {
    assertRefused(ofLength(8_193));
    assertThat(world.requests).hasValue(0);
    assertThat(world.tokens.verify(ofLength(8_192)).userId()).isEqualTo("user_2bQKXM");
  }

  /** A good token of so many characters; both parts are padded, as base64 leaves lengths out. */
  private String ofLength(int characters) {
    int signature = 343;
    Map<String, Object> header = SignInWorld.header();
    for (int headerPad = 0; headerPad < 4; headerPad++) {
      header.put("pad", "x".repeat(headerPad));
      for (int pad = 5_000; pad < 6_000; pad++) {
        Map<String, Object> claims = with("pad", "x".repeat(pad));
        String input = SignInWorld.input(Json.write(header), Json.write(claims));
        if (input.length() + signature == characters) {
          return world.token(header, claims);
        }
      }
    }
    throw new AssertionError("no such token");
  }

  private Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = world.claims();
    claims.put(claim, value);
    return claims;
  }

  private Session verify(Map<String, Object> claims) {
    return world.tokens.verify(world.token(SignInWorld.header(), claims));
  }

  private void assertRefused(Map<String, Object> claims) {
    assertRefused(world.token(SignInWorld.header(), claims));
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> world.tokens.verify(token))
        .isInstanceOf(Unauthenticated.class)
        .hasMessage("The session token is not valid, or not any more.")
        .hasNoCause();
  }
}
