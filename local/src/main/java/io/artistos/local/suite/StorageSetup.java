package io.artistos.local.suite;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobCorsRule;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLContext;

/** What the infrastructure does to a storage account in Azure. */
final class StorageSetup {

  private final String connectionString;
  private final HttpClient http;

  StorageSetup(String connectionString, SSLContext tls) {
    this.connectionString = connectionString;
    this.http =
        new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(tls)).build();
  }

  void createQueues(List<String> names) {
    QueueServiceClient queues =
        new QueueServiceClientBuilder()
            .connectionString(connectionString)
            .httpClient(http)
            .buildClient();
    names.forEach(name -> queues.getQueueClient(name).createIfNotExists());
  }

  /** Pages of the app upload straight to the blob service. */
  void allowUploadsFrom(URI origin) {
    BlobCorsRule own =
        new BlobCorsRule()
            .setAllowedOrigins(origin.toString())
            .setAllowedMethods("GET,PUT")
            .setAllowedHeaders("content-type,x-ms-blob-type,range")
            .setExposedHeaders("etag,content-length,content-range")
            .setMaxAgeInSeconds(600);
    new BlobServiceClientBuilder()
        .connectionString(connectionString)
        .httpClient(http)
        .buildClient()
        .setProperties(new BlobServiceProperties().setCors(List.of(own)));
  }
}
