package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What azure-cosmos makes of a server that misbehaves. */
class FaultsThroughTheSdkTest {

  @RegisterExtension static final LocalCosmos COSMOS = new LocalCosmos();

  private static final PartitionKey KEY = new PartitionKey("p");

  private CosmosContainer container;

  @BeforeEach
  void fill() {
    container = COSMOS.container("/p");
    container.createItem(json("{'id':'there','p':'p'}"));
  }

  @AfterEach
  void clear() {
    COSMOS.server().faults().clear();
  }

  @Test
  void throttlingIsWaitedOutByTheSdk() {
    Faults.Active fault = add(Fault.answer(429).times(2));

    create();

    assertThat(fault.struck()).isEqualTo(2);
    assertThat(isThere("new")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {449, 503})
  void aWriteThatFailsComesToTheCallerAndDidNothing(int status) {
    Faults.Active fault = add(Fault.answer(status).on("POST", "*/docs"));

    assertThatThrownBy(this::create)
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(status));

    assertThat(fault.struck()).isPositive();
    assertThat(isThere("new")).isFalse();
  }

  @Test
  void aReadIsRepeatedByTheSdkWhenItsConnectionDrops() {
    Faults.Active fault = add(Fault.drop().on("GET", "*/docs/there").times(1));

    assertThat(isThere("there")).isTrue();
    assertThat(fault.struck()).isEqualTo(1);
  }

  @Test
  void aWriteWhoseConnectionDropsAfterItIsThereAllTheSame() {
    add(Fault.drop().on("POST", "*/docs").afterTheWork().times(1));

    assertThatThrownBy(this::create).isInstanceOf(CosmosException.class);

    assertThat(isThere("new")).isTrue();
  }

  @Test
  void aWriteThatIsNeverAnsweredIsThereAllTheSame() {
    add(Fault.hang().on("POST", "*/docs").afterTheWork().times(1));

    assertThatThrownBy(this::create)
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(408));

    assertThat(isThere("new")).isTrue();
  }

  @Test
  void aSlowBodyIsReadToItsEnd() {
    Faults.Active fault = add(Fault.slowBody(Duration.ofMillis(50)).on("GET", "*/docs/there"));

    assertThat(isThere("there")).isTrue();
    assertThat(fault.struck()).isEqualTo(1);
  }

  private static Faults.Active add(Fault fault) {
    return COSMOS.server().faults().add(fault);
  }

  private void create() {
    container.createItem(
        json("{'id':'new','p':'p'}"),
        KEY,
        new CosmosItemRequestOptions()
            .setCosmosEndToEndOperationLatencyPolicyConfig(
                new CosmosEndToEndOperationLatencyPolicyConfigBuilder(Duration.ofSeconds(3))
                    .build()));
  }

  private boolean isThere(String id) {
    try {
      return container.readItem(id, KEY, JsonNode.class).getStatusCode() == 200;
    } catch (CosmosException e) {
      assertThat(e.getStatusCode()).isEqualTo(404);
      return false;
    }
  }
}
