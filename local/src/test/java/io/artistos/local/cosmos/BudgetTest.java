package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.ThrottlingRetryOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.ThroughputProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final double CREATE = 4.95;

  /** Shows every refusal: it does not come again by itself. */
  private static CosmosClient impatient;

  @BeforeAll
  static void connect() {
    impatient =
        new CosmosClientBuilder()
            .endpoint(cosmos.server().uri().toString())
            .key(LocalCosmos.KEY)
            .gatewayMode()
            .throttlingRetryOptions(
                new ThrottlingRetryOptions().setMaxRetryAttemptsOnThrottledRequests(0))
            .buildClient();
  }

  @AfterAll
  static void disconnect() {
    impatient.close();
  }

  private static CosmosContainer impatient(CosmosContainer container) {
    return impatient.getDatabase("db").getContainer(container.getId());
  }

  private static CosmosContainer container(ThroughputProperties throughput) {
    String id = "b" + System.identityHashCode(throughput);
    cosmos.database().createContainer(new CosmosContainerProperties(id, "/pk"), throughput);
    return impatient.getDatabase("db").getContainer(id);
  }

  private static CosmosContainer limited(long unitsPerSecond) {
    CosmosContainer container = cosmos.container("/pk");
    cosmos.server().limit("db", container.getId(), unitsPerSecond);
    return container;
  }

  private static ObjectNode item(int n) {
    return json("{'pk':'t'}").put("id", "i" + n);
  }

  private static int createUntilRefused(CosmosContainer container) {
    for (int n = 0; ; n++) {
      try {
        container.createItem(item(n));
      } catch (CosmosException e) {
        assertThat(e.getStatusCode()).isEqualTo(429);
        assertThat(e.getSubStatusCode()).isEqualTo(3200);
        assertThat(e.getRetryAfterDuration())
            .isPositive()
            .isLessThanOrEqualTo(Duration.ofSeconds(1));
        return n;
      }
    }
  }

  private static long refused(CosmosContainer container) {
    return cosmos.server().operations().of("throttled " + container.getId());
  }

  @Test
  void aSecondHasTheUnitsThatTheContainerWasGivenAndTheNextOneHasThemAgain() {
    CosmosContainer container = impatient(limited(50));

    // The one that goes beyond the budget is still let in.
    assertThat(createUntilRefused(container)).isEqualTo((int) Math.ceil(50 / CREATE));

    cosmos.advance(Duration.ofSeconds(1));
    CosmosItemResponse<ObjectNode> next = container.createItem(item(100));
    assertThat(next.getRequestCharge()).isEqualTo(CREATE);
  }

  @Test
  void theSdkComesAgainAfterARefusal() throws Exception {
    CosmosContainer container = limited(1);
    container.createItem(item(0));
    Thread clock =
        Thread.ofVirtual()
            .start(
                () -> {
                  // Once it was refused, time goes on until the debt of the first one is paid.
                  while (refused(container) == 0) {
                    Thread.onSpinWait();
                  }
                  cosmos.advance(Duration.ofSeconds(10));
                });

    assertThat(container.createItem(item(1)).getStatusCode()).isEqualTo(201);

    clock.join();
    assertThat(refused(container)).isPositive();
    assertThat(cosmos.server().operations().of("create " + container.getId())).isEqualTo(2);
  }

  @Test
  void anOfferAtCreationIsABudget() {
    CosmosContainer manual = container(ThroughputProperties.createManualThroughput(400));
    CosmosContainer autoscale = container(ThroughputProperties.createAutoscaledThroughput(1_000));

    assertThat(createUntilRefused(manual)).isEqualTo((int) Math.ceil(400 / CREATE));
    assertThat(createUntilRefused(autoscale)).isEqualTo((int) Math.ceil(1_000 / CREATE));
  }

  @Test
  void anOfferThatTheServiceDoesNotSellIsRefused() {
    assertThatThrownBy(() -> container(ThroughputProperties.createManualThroughput(450)))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(400));
  }

  @Test
  void whatDebtAQueryLeavesIsPaidInTheSecondsThatFollow() {
    CosmosContainer container = impatient(cosmos.container("/pk"));
    for (int n = 0; n < 90; n++) {
      container.createItem(item(n));
    }
    cosmos.server().limit("db", container.getId(), 3);
    PartitionKey t = new PartitionKey("t");
    // The base, and 90 items looked at without an index.
    LocalCosmos.rows(container, null, "SELECT VALUE c.id FROM c WHERE c.x = 1");

    cosmos.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> container.readItem("i1", t, ObjectNode.class))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(429));

    cosmos.advance(Duration.ofSeconds(5));
    assertThat(container.readItem("i1", t, ObjectNode.class).getRequestCharge()).isEqualTo(1);
  }

  @Test
  void allThatWasChargedIsSummedUp() {
    CosmosContainer container = impatient(cosmos.container("/pk"));
    container.createItem(item(0));
    double before = cosmos.server().operations().units();
    double charged =
        container.createItem(item(1)).getRequestCharge()
            + container.readItem("i1", new PartitionKey("t"), ObjectNode.class).getRequestCharge();
    assertThatThrownBy(() -> container.createItem(item(1)))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getRequestCharge()).isEqualTo(1));

    assertThat(cosmos.server().operations().units() - before).isCloseTo(charged + 1, within(0.01));
  }
}
