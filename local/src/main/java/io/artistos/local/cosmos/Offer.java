package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.http.Request;

/**
 * The throughput that a new container is given: request units a second in steps of 100 from 400, or
 * for autoscale of 1,000 from 1,000 (contracts 5.4 and 5.10). Autoscale counts as its most.
 */
final class Offer {

  private static final int MANUAL_STEP = 100;
  private static final int MANUAL_LEAST = 400;
  private static final int AUTOSCALE_STEP = 1_000;

  private Offer() {}

  /**
   * The units of the request's headers; 0 without them, for no limit.
   *
   * @throws Refusal 400
   */
  static long of(Request request) {
    String manual = request.header("x-ms-offer-throughput");
    String autoscale = request.header("x-ms-cosmos-offer-autopilot-settings");
    if (manual != null && autoscale != null) {
      throw Refusal.badRequest("Throughput is either manual or autoscale.");
    }
    try {
      if (manual != null) {
        return checked(Long.parseLong(manual), MANUAL_LEAST, MANUAL_STEP);
      }
      if (autoscale != null) {
        JsonNode most = Json.parse(autoscale).path("maxThroughput");
        return checked(most.longValue(), AUTOSCALE_STEP, AUTOSCALE_STEP);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The throughput is not valid.");
    }
  }

  private static long checked(long units, int least, int step) {
    if (units < least || units % step != 0) {
      throw Refusal.badRequest(
          "The throughput is at least " + least + " request units, in steps of " + step + ".");
    }
    return units;
  }
}
