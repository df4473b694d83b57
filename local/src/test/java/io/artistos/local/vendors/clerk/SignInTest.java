package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.APP;
import static io.artistos.local.vendors.clerk.ClerkFixture.JO;
import static io.artistos.local.vendors.clerk.ClerkFixture.MIRA;
import static io.artistos.local.vendors.clerk.ClerkFixture.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  private static final Pattern TOKEN = Pattern.compile(">(eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+)<");

  @TempDir Path folder;
  private ClerkFixture fixture;

  @BeforeEach
  void start() {
    fixture = new ClerkFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void thePageShowsWhoIsKnown() throws Exception {
    fixture.clerk().person(MIRA.withSecondFactor());
    fixture.clerk().person(JO.asStaff());

    HttpResponse<String> page = fixture.get("/sign-in");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Mira Sol", "mira@mail.example", ">second factor<", "Jo Tarn", ">staff<");
  }

  @Test
  void thePageRunsNothingAndIsNotKept() throws Exception {
    fixture.clerk().person(Profile.of("<script>alert(1)</script>", "\"", "x@mail.example"));

    HttpResponse<String> page = fixture.get("/sign-in");

    assertThat(page.body()).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(fixture.get("/sign-in/style.css").statusCode()).isEqualTo(200);
  }

  @Test
  void lookingAtPagesSignsNobodyInAndMakesNobody() throws Exception {
    String mira = fixture.clerk().person(MIRA);
    String form = "user=" + mira + "&first_name=A&last_name=B&email=a@mail.example";

    HttpResponse<String> page = fixture.get("/sign-in?" + form);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(ClerkFixture.json(fixture.control("GET", "/persons", "")).path("persons"))
        .hasSize(1);
  }

  @Test
  void signingInLeadsToAPageWithAToken() throws Exception {
    String mira = fixture.clerk().person(MIRA.withSecondFactor());

    HttpResponse<String> page = follow(fixture.signIn("user=" + mira));

    assertThat(page.body()).contains("Signed in as Mira Sol", mira, "sess_", "curl -H");
    String token = token(page);
    assertThat(fixture.verifies(token)).isTrue();
    JsonNode claims = claims(token);
    assertThat(claims.path("sub").asText()).isEqualTo(mira);
    assertThat(claims.path("azp").asText()).isEqualTo(APP);
    assertThat(claims.path("fva").toString()).isEqualTo("[0,0]");
  }

  @Test
  void somebodyNewIsMadeAndSignedIn() throws Exception {
    HttpResponse<String> page =
        follow(fixture.signIn("first_name=Ny&last_name=&email=ny%40mail.example&staff=on"));

    JsonNode claims = claims(token(page));
    assertThat(claims.path("staff").asBoolean()).isTrue();
    assertThat(claims.path("fva").toString()).isEqualTo("[0,-1]");
    assertThat(fixture.clerk().profile(claims.path("sub").asText()))
        .hasValue(new Profile("Ny", "", "ny@mail.example", true, false, true));
  }

  @Test
  void anAddressThatIsTakenIsToldOnThePage() throws Exception {
    fixture.clerk().person(MIRA);

    HttpResponse<String> page = fixture.signIn("email=MIRA%40mail.example");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("somebody has this address already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user=user_nobody", "email=no-address", "", "user=%zz"})
  void aFormThatCannotBeSignsNobodyIn(String form) throws Exception {
    HttpResponse<String> page = fixture.signIn(form);

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void theBrowserIsSentBackToTheApplication() throws Exception {
    String mira = fixture.clerk().person(MIRA);
    String address = APP + "/dashboard?a=b";

    HttpResponse<String> redirect =
        fixture.signIn("user=" + mira + "&redirect_url=" + encoded(address));

    assertThat(redirect.statusCode()).isEqualTo(303);
    assertThat(redirect.headers().firstValue("Location")).hasValue(address);
    assertThat(redirect.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__client=sess_")
        .contains("HttpOnly", "SameSite=Lax", "Path=/clerk");
    assertThat(fixture.get("/sign-in?redirect_url=" + encoded(address)).body())
        .contains("value=\"" + address + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:7072/",
        "https://127.0.0.1:7071/",
        "http://127.0.0.1:7071@elsewhere.example/",
        "http://user@127.0.0.1:7071/",
        "https://app.example.elsewhere.example/",
        "//app.example/",
        "/dashboard",
        "javascript:alert(1)",
        "https://app.example\\@elsewhere.example/"
      })
  void nobodyIsSentElsewhere(String address) throws Exception {
    String mira = fixture.clerk().person(MIRA);

    HttpResponse<String> page =
        fixture.signIn("user=" + mira + "&redirect_url=" + encoded(address));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(fixture.get("/sign-in?redirect_url=" + encoded(address)).statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> follow(HttpResponse<String> redirect) throws Exception {
    assertThat(redirect.statusCode()).isEqualTo(303);
    String location = redirect.headers().firstValue("Location").orElseThrow();
    return fixture.call("GET", fixture.clerk().issuer().resolve(URI.create(location)), "");
  }

  private static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
