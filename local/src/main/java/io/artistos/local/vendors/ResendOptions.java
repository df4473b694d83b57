package io.artistos.local.vendors;

import io.artistos.local.vendors.webhooks.Webhook;
import java.util.List;
import java.util.Optional;

/**
 * What the Resend stand-in needs.
 *
 * @param key the API key that is accepted, {@code re_…}
 * @param requestsPerSecond of the whole team, at least 1 (contracts, 1.5)
 * @param senderDomains that are verified from the beginning, in lower case (contracts, 1.8)
 * @param webhook where events go from the beginning; the API can add others
 */
public record ResendOptions(
    String key, int requestsPerSecond, List<String> senderDomains, Optional<Webhook> webhook) {

  public ResendOptions {
    if (requestsPerSecond < 1) {
      throw new IllegalArgumentException("requestsPerSecond must be at least 1");
    }
    senderDomains = List.copyOf(senderDomains);
  }

  /** Without a webhook. */
  public ResendOptions(String key, int requestsPerSecond, List<String> senderDomains) {
    this(key, requestsPerSecond, senderDomains, Optional.empty());
  }
}
