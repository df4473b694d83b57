package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {

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

  @Test
  void aBounceAndAComplaintPutTheAddressOnTheList() throws Exception {
    String bounced = send("Fan <Bounced+a@mail.example>");
    send("complained+a@mail.example");
    send("softbounced+a@mail.example");
    send("bounced@resend.dev");

    JsonNode list = get("");

    assertThat(list.path("object").asText()).isEqualTo("list");
    assertThat(list.path("has_more").asBoolean()).isFalse();
    assertThat(emails(list)).containsExactly("complained+a@mail.example", "bounced+a@mail.example");
    JsonNode entry = list.path("data").get(1);
    assertThat(entry.path("object").asText()).isEqualTo("suppression");
    assertThat(entry.path("origin").asText()).isEqualTo("bounce");
    assertThat(entry.path("source_id").asText()).isEqualTo(bounced);
    assertThat(entry.path("created_at").asText()).isEqualTo(VendorsFixture.START.toString());
  }

  @Test
  void anAddressCanBeAddedReadAndRemoved() throws Exception {
    HttpResponse<String> added = add("Fan@Mail.Example");
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(VendorsFixture.json(added).path("object").asText()).isEqualTo("suppression");
    String id = VendorsFixture.id(added);
    assertThat(lastEvent(send("fan@mail.example"))).isEqualTo("suppressed");

    JsonNode byEmail = get("/fan%40mail.example");
    assertThat(byEmail.path("id").asText()).isEqualTo(id);
    assertThat(byEmail.path("origin").asText()).isEqualTo("manual");
    assertThat(get("/" + id)).isEqualTo(byEmail);

    assertThat(vendors.resend("DELETE", "/suppressions/" + id, "").statusCode()).isEqualTo(200);
    assertThat(vendors.resend("DELETE", "/suppressions/" + id, "").statusCode()).isEqualTo(404);
    assertThat(emails(get(""))).isEmpty();
    assertThat(lastEvent(send("fan@mail.example"))).isEqualTo("delivered");
  }

  @Test
  void addressesAreAddedAndRemovedTogether() throws Exception {
    HttpResponse<String> added =
        batch("add", "{'emails':['Fan@mail.example','other@mail.example','third@mail.example']}");
    assertThat(added.statusCode()).isEqualTo(201);
    JsonNode data = VendorsFixture.json(added).path("data");
    assertThat(data).hasSize(3);
    assertThat(data.get(0).path("object").asText()).isEqualTo("suppression");
    assertThat(get("/fan%40mail.example").path("id")).isEqualTo(data.get(0).path("id"));

    JsonNode gone =
        VendorsFixture.json(batch("remove", "{'emails':['fan@mail.example','x@mail.example']}"));
    assertThat(gone.path("data")).hasSize(1);
    assertThat(gone.at("/data/0/deleted").asBoolean()).isTrue();
    batch("remove", "{'ids':['" + data.get(1).path("id").asText() + "']}");

    assertThat(emails(get(""))).containsExactly("third@mail.example");
    assertThat(lastEvent(send("fan@mail.example"))).isEqualTo("delivered");
  }

  @Test
  void aBatchThatBreaksARuleChangesNothing() throws Exception {
    batch("add", "{'emails':['fan@mail.example']}");
    String many = "{'emails':['a@mail.example'" + ",'a@mail.example'".repeat(100) + "]}";

    for (String wrong : List.of("{}", "{'emails':[]}", "{'emails':['b@mail.example','b']}", many)) {
      assertThat(batch("add", wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    for (String wrong : List.of("{}", "{'emails':['fan@mail.example'],'ids':['1']}", many)) {
      assertThat(batch("remove", wrong).statusCode()).as(wrong).isEqualTo(422);
    }

    assertThat(emails(get(""))).containsExactly("fan@mail.example");
  }

  private HttpResponse<String> batch(String what, String body) throws Exception {
    return vendors.resend("POST", "/suppressions/batch/" + what, body.replace('\'', '"'));
  }

  @Test
  void addingAnAddressTwiceKeepsTheFirstEntry() throws Exception {
    String id = VendorsFixture.id(add("fan@mail.example"));

    assertThat(VendorsFixture.id(add("fan@mail.example"))).isEqualTo(id);

    assertThat(emails(get(""))).containsExactly("fan@mail.example");
  }

  @Test
  void theListIsPagedBothWaysAndFiltered() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      ids.add(VendorsFixture.id(add(i + "@mail.example")));
    }
    send("bounced+a@mail.example");

    JsonNode first = get("?limit=2&origin=manual");
    assertThat(emails(first)).containsExactly("5@mail.example", "4@mail.example");
    assertThat(first.path("has_more").asBoolean()).isTrue();
    JsonNode older = get("?limit=3&origin=manual&after=" + ids.get(3));
    assertThat(emails(older)).containsExactly("3@mail.example", "2@mail.example", "1@mail.example");
    assertThat(older.path("has_more").asBoolean()).isFalse();
    assertThat(emails(get("?limit=2&before=" + ids.get(1))))
        .containsExactly("4@mail.example", "3@mail.example");
    assertThat(emails(get("?origin=bounce"))).containsExactly("bounced+a@mail.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?origin=whim"})
  void whatCannotBeAskedIsRefused(String query) throws Exception {
    assertThat(vendors.resend("GET", "/suppressions" + query, "").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"email\":\"\"}", "{\"email\":\"fan\"}"})
  void onlyAnAddressCanBeAdded(String body) throws Exception {
    assertThat(vendors.resend("POST", "/suppressions", body).statusCode()).isEqualTo(422);
  }

  @Test
  void theListSurvivesARestart() throws Exception {
    send("bounced+a@mail.example");

    vendors.restart();

    assertThat(lastEvent(send("bounced+a@mail.example"))).isEqualTo("suppressed");
  }

  private HttpResponse<String> add(String email) throws Exception {
    return vendors.resend("POST", "/suppressions", "{\"email\":\"" + email + "\"}");
  }

  private JsonNode get(String rest) throws Exception {
    HttpResponse<String> response = vendors.resend("GET", "/suppressions" + rest, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return VendorsFixture.json(response);
  }

  private String send(String to) throws Exception {
    return VendorsFixture.id(vendors.send(VendorsFixture.mailWith("to", "'" + to + "'")));
  }

  private String lastEvent(String id) throws Exception {
    return VendorsFixture.json(vendors.resend("GET", "/emails/" + id, ""))
        .path("last_event")
        .asText();
  }

  private static List<String> emails(JsonNode list) {
    List<String> emails = new ArrayList<>();
    list.path("data").forEach(entry -> emails.add(entry.path("email").asText()));
    return emails;
  }
}
