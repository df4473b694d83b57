package io.artistos.local.host;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;

/** The host's own clients of Azure Storage, over one HTTP client. */
final class Storage {

  private final HttpClient http = new JdkHttpClientBuilder().build();

  /** Message texts go through it as they are: decoding is the listener's. */
  QueueServiceClient queues(String connectionString) {
    return new QueueServiceClientBuilder()
        .httpClient(http)
        .connectionString(connectionString)
        .buildClient();
  }

  BlobServiceClient blobs(String connectionString) {
    return new BlobServiceClientBuilder()
        .httpClient(http)
        .connectionString(connectionString)
        .buildClient();
  }
}
