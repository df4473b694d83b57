package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainsTest {

  @TempDir Path folder;
  private VendorsFixture vendors;

  @BeforeEach
  void start() {
    vendors = new VendorsFixture(folder, 1000);
  }

  @AfterEach
  void stop() {
    vendors.close();
  }

  @ParameterizedTest
  @CsvSource({"news@other.example", "news@mail.band.example", "Band <news@Other.Example>"})
  void onlyAVerifiedDomainSends(String from) throws Exception {
    String mail = VendorsFixture.mailWith("from", "'" + from + "'");

    HttpResponse<String> refused = vendors.send(mail);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("validation_error", "domain is not verified");
    assertThat(vendors.sendBatch("[" + VendorsFixture.MAIL + "," + mail + "]").statusCode())
        .isEqualTo(403);
    assertThat(vendors.server.mails()).isEmpty();
  }

  @Test
  void aDomainSendsOnceItIsVerifiedAndUntilItIsRemoved() throws Exception {
    String mail = VendorsFixture.mailWith("from", "'news@other.example'");
    HttpResponse<String> added = call("POST", "", "{'name':'Other.example','region':'eu-west-1'}");
    assertThat(added.statusCode()).isEqualTo(201);
    JsonNode domain = VendorsFixture.json(added);
    assertThat(domain.path("name").asText()).isEqualTo("other.example");
    assertThat(domain.path("status").asText()).isEqualTo("not_started");
    assertThat(domain.path("records")).hasSize(2);
    String id = domain.path("id").asText();
    assertThat(vendors.send(mail).statusCode()).isEqualTo(403);

    HttpResponse<String> verified = call("POST", "/" + id + "/verify", "");

    assertThat(verified.body()).isEqualTo("{\"object\":\"domain\",\"id\":\"" + id + "\"}");
    vendors.restart();
    JsonNode read = VendorsFixture.json(call("GET", "/" + id, ""));
    assertThat(read.path("object").asText()).isEqualTo("domain");
    assertThat(read.path("status").asText()).isEqualTo("verified");
    assertThat(read.path("region").asText()).isEqualTo("eu-west-1");
    assertThat(vendors.send(mail).statusCode()).isEqualTo(200);

    assertThat(VendorsFixture.json(call("DELETE", "/" + id, "")).path("deleted").asBoolean())
        .isTrue();
    assertThat(call("GET", "/" + id, "").statusCode()).isEqualTo(404);
    assertThat(vendors.send(mail).statusCode()).isEqualTo(403);
  }

  @Test
  void aDomainThatCannotBeVerifiedHasFailed() throws Exception {
    String id = VendorsFixture.id(call("POST", "", "{'name':'unverifiable.example'}"));

    call("POST", "/" + id + "/verify", "");

    assertThat(VendorsFixture.json(call("GET", "/" + id, "")).path("status").asText())
        .isEqualTo("failed");
    String mail = VendorsFixture.mailWith("from", "'news@unverifiable.example'");
    assertThat(vendors.send(mail).statusCode()).isEqualTo(403);
  }

  @Test
  void domainsAreListed() throws Exception {
    call("POST", "", "{'name':'other.example'}");

    JsonNode list = VendorsFixture.json(call("GET", "", ""));

    assertThat(list.path("object").asText()).isEqualTo("list");
    assertThat(list.path("data").findValuesAsText("name"))
        .containsExactly("band.example", "other.example");
    assertThat(list.path("data").findValuesAsText("status"))
        .containsExactly("verified", "not_started");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "POST | '' | {} | 422 | missing_required_field",
        "POST | '' | {'name':'no domain'} | 422 | invalid_parameter",
        "POST | '' | {'name':'a.example','region':'moon'} | 422 | invalid_region",
        "POST | '' | {'name':'a.example','tls':'enforced'} | 422 | `tls` field is not served",
        "POST | '' | {'name':'band.example'} | 403 | registered already",
        "GET | /7 | {} | 404 | not_found",
        "POST | /7/verify | {} | 404 | not_found",
        "DELETE | /7 | {} | 404 | not_found",
        "PATCH | /7 | {} | 405 | PATCH /domains/7 is not served",
        "POST | /claim | {} | 405 | POST /domains/claim is not served"
      })
  void whatCannotBeAskedIsRefused(String method, String path, String body, int status, String word)
      throws Exception {
    HttpResponse<String> refused = call(method, path.replace("'", ""), body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(word);
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return vendors.resend(method, "/domains" + path, body.replace('\'', '"'));
  }
}
