package io.artistos.local.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.models.QueueMessageItem;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storage SDKs through the layer of faults. */
class StorageServerTest {

  @TempDir private static Path data;
  private static StorageServer server;
  private static int named;

  private BlobContainerClient container;
  private QueueClient queue;

  @BeforeAll
  static void start() {
    server = StorageServer.start(new Azurite.Options(Path.of("node_modules"), data, 0, 0, 0, null));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    String name = "storage" + ++named;
    RetryOptions twice = new RetryOptions(new FixedDelayOptions(2, Duration.ofMillis(1)));
    container =
        new BlobServiceClientBuilder()
            .connectionString(server.connectionString())
            .retryOptions(twice)
            .buildClient()
            .createBlobContainer(name);
    queue =
        new QueueClientBuilder()
            .connectionString(server.connectionString())
            .retryOptions(twice)
            .queueName(name)
            .buildClient();
    queue.create();
  }

  @AfterEach
  void behave() {
    server.faults().forEach(Faults::clear);
  }

  @Test
  void bytesPassAsTheyAreInBothDirections() {
    byte[] bytes = new byte[9 << 20];
    new Random(1).nextBytes(bytes);
    BlobClient blob = container.getBlobClient("a folder/ä b+c");

    blob.upload(BinaryData.fromBytes(bytes));

    assertThat(blob.getProperties().getBlobSize()).isEqualTo(bytes.length);
    assertThat(Arrays.equals(blob.downloadContent().toBytes(), bytes)).isTrue();
    assertThat(container.listBlobs().stream().map(item -> item.getName()))
        .containsExactly("a folder/ä b+c");
    assertThat(blob.deleteIfExists()).isTrue();
    assertThat(blob.exists()).isFalse();
  }

  @Test
  void anEmptyBlobIsEmpty() {
    container.getBlobClient("empty").upload(BinaryData.fromBytes(new byte[0]));

    assertThat(container.getBlobClient("empty").downloadContent().toBytes()).isEmpty();
  }

  @Test
  void whatTheServiceRefusesIsRefused() {
    assertThatThrownBy(() -> container.getBlobClient("none").downloadContent())
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> assertThat(e.getErrorCode()).hasToString("BlobNotFound"));
  }

  @Test
  void anErrorComesInTheServicesWordsAndNothingIsDone() {
    blobs().add(Fault.answer(503).on("PUT", "*/refused"));

    assertThatThrownBy(
            () -> container.getBlobClient("refused").upload(BinaryData.fromString("text")))
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> assertThat(e.getErrorCode()).hasToString("ServerBusy"));

    assertThat(container.getBlobClient("refused").exists()).isFalse();
  }

  @Test
  void theSdkComesAgainAfterAnError() {
    Faults.Active fault = queues().add(Fault.answer(500).on("POST", "*/messages").times(2));

    queue.sendMessage("once");

    assertThat(fault.struck()).isEqualTo(2);
    assertThat(received()).containsExactly("once");
  }

  @Test
  void aMessageWhoseAnswerIsLostIsThereTwiceWhenTheSdkComesAgain() {
    queues().add(Fault.drop().on("POST", "*/messages").afterTheWork().times(1));

    queue.sendMessage("twice");

    assertThat(received()).containsExactly("twice", "twice");
  }

  @Test
  void anUploadWhoseConnectionDropsBeforeTheWorkIsRepeated() {
    Faults.Active fault = blobs().add(Fault.drop().on("PUT", "*/b").times(1));

    container.getBlobClient("b").upload(BinaryData.fromString("text"), true);

    assertThat(fault.struck()).isEqualTo(1);
    assertThat(container.getBlobClient("b").downloadContent()).hasToString("text");
  }

  @Test
  void aSlowBodyIsTheWholeOne() {
    container.getBlobClient("b").upload(BinaryData.fromString("0123456789abcdef"));
    Faults.Active fault = blobs().add(Fault.slowBody(Duration.ofMillis(20)).on("GET", "*/b"));

    assertThat(container.getBlobClient("b").downloadContent()).hasToString("0123456789abcdef");
    assertThat(fault.struck()).isEqualTo(1);
  }

  private List<String> received() {
    return queue.receiveMessages(10).stream()
        .map(QueueMessageItem::getBody)
        .map(BinaryData::toString)
        .toList();
  }

  private static Faults blobs() {
    return server.faults().getFirst();
  }

  private static Faults queues() {
    return server.faults().getLast();
  }
}
