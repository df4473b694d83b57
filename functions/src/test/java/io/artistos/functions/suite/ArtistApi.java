package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The calls of one artist's owner. */
record ArtistApi(RunningSuite suite, String slug) {

  HttpResponse<String> send(String method, String path, String body) {
    return suite.send(
        suite
            .request(path)
            .header("Authorization", suite.asOwner(slug))
            .header("Artist-Account", slug)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The answer's JSON, of a call that must succeed. */
  JsonNode call(String method, String path, String body) {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return RunningSuite.read(answer.body());
  }

  /** All stored items that have the text in them, in the order of their texts. */
  List<String> items(String text) {
    return suite.suite().cosmos().dump().filter(item -> item.contains(text)).sorted().toList();
  }
}
