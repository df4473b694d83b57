package io.artistos.shared.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TenantBlobsTest {

  private final TenantBlobs blobs = TestPlatform.get().blobs();
  private final TenantId tenant = TenantId.random(new SecureRandom());
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void takesWhatIsPutAtAnUploadAddressAndGivesItBack() throws Exception {
    assertThat(put(blobs.uploadAddress(tenant, "media/a").uri(), "text/html", "hello"))
        .isEqualTo(201);

    try (TenantBlobs.Opened opened = blobs.open(tenant, "media/a").orElseThrow()) {
      assertThat(opened.bytes()).isEqualTo(5);
      assertThat(opened.stream().readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
    }
    HttpResponse<String> read =
        get(blobs.readAddress(tenant, "media/a", "audio/flac").uri().toString());
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("hello");
    assertThat(read.headers().firstValue("content-type")).contains("audio/flac");
  }

  @Test
  void anUploadAddressCanNeitherReplaceNorReadNorReachAnotherBlob() throws Exception {
    URI address = blobs.uploadAddress(tenant, "media/a").uri();
    assertThat(put(address, "audio/flac", "first")).isEqualTo(201);

    assertThat(put(address, "audio/flac", "second")).isEqualTo(403);
    assertThat(get(address.toString()).statusCode()).isEqualTo(403);
    URI other = URI.create(address.toString().replace("media/a", "media/b"));
    assertThat(put(other, "audio/flac", "other")).isEqualTo(403);
    try (TenantBlobs.Opened opened = blobs.open(tenant, "media/a").orElseThrow()) {
      assertThat(opened.stream().readAllBytes()).isEqualTo("first".getBytes(UTF_8));
    }
  }

  @Test
  void knowsWhatIsNotThere() {
    assertThat(blobs.open(tenant, "media/a")).isEmpty();
    assertThat(blobs.delete(tenant, "media/a")).isFalse();
    assertThat(blobs.isGone(tenant)).isTrue();
    assertThat(blobs.deleteSome(tenant, 10)).isEqualTo(new TenantBlobs.Swept(0, true));
  }

  @Test
  void deletesATenantsFilesInStepsAndNobodyElses() throws Exception {
    TenantId other = TenantId.random(new SecureRandom());
    put(blobs.uploadAddress(other, "media/0").uri(), "audio/flac", "x");
    for (int i = 0; i < 5; i++) {
      put(blobs.uploadAddress(tenant, "media/" + i).uri(), "audio/flac", "x");
    }

    assertThat(blobs.deleteSome(tenant, 3)).isEqualTo(new TenantBlobs.Swept(3, false));
    assertThat(blobs.deleteSome(tenant, 3)).isEqualTo(new TenantBlobs.Swept(2, true));

    assertThat(blobs.isGone(tenant)).isTrue();
    assertThat(blobs.isGone(other)).isFalse();
  }

  private int put(URI address, String contentType, String body)
      throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(address)
            .header("x-ms-blob-type", "BlockBlob")
            .header("Content-Type", contentType)
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
