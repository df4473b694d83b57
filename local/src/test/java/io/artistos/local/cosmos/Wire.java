package io.artistos.local.cosmos;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed requests without the SDK: no retries, and any header one likes. */
final class Wire implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final String key;

  Wire(URI endpoint, String key) {
    this.endpoint = endpoint;
    this.key = key;
  }

  /**
   * @param link what is signed: the item, or for a new one the container
   * @param headers names and values in turn
   */
  HttpResponse<String> send(
      String method, String path, String link, String body, Instant at, String... headers)
      throws IOException, InterruptedException {
    String type = path.isEmpty() ? "" : path.contains("/docs") ? "docs" : "colls";
    return sendAs(type, method, path, link, body, at, headers);
  }

  /**
   * As {@link #send}.
   *
   * @param type the resource's, as it is signed
   */
  HttpResponse<String> sendAs(
      String type,
      String method,
      String path,
      String link,
      String body,
      Instant at,
      String... headers)
      throws IOException, InterruptedException {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    String text =
        String.join(
            "\n",
            method.toLowerCase(Locale.ROOT),
            type,
            link,
            date.toLowerCase(Locale.ROOT),
            "",
            "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("x-ms-date", date)
            .header("authorization", "type%3Dmaster%26ver%3D1.0%26sig%3D" + signature(text));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return URLEncoder.encode(
          Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The status of a POST to the container {@code dbs/db/colls/c}, in the partition {@code pk}. */
  int post(String pk, String body, String... headers) throws IOException, InterruptedException {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "x-ms-documentdb-partitionkey";
    all[headers.length + 1] = "[\"" + pk + "\"]";
    String container = "dbs/db/colls/c";
    return send("POST", container + "/docs", container, body, Instant.now(), all).statusCode();
  }

  HttpResponse<String> query(String pk, String sql, String continuation)
      throws IOException, InterruptedException {
    return send(
        "POST",
        "dbs/db/colls/c/docs",
        "dbs/db/colls/c",
        "{\"query\":\"" + sql + "\"}",
        Instant.now(),
        "x-ms-documentdb-isquery",
        "true",
        "x-ms-documentdb-partitionkey",
        "[\"" + pk + "\"]",
        "x-ms-max-item-count",
        "-1",
        "x-ms-continuation",
        continuation);
  }

  HttpResponse<String> read(String pk, String id) throws IOException, InterruptedException {
    String item = "dbs/db/colls/c/docs/" + id;
    return send(
        "GET", item, item, "", Instant.now(), "x-ms-documentdb-partitionkey", "[\"" + pk + "\"]");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
