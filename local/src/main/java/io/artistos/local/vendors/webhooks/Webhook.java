package io.artistos.local.vendors.webhooks;

import java.net.URI;

/**
 * Who hears of events.
 *
 * @param address they are posted to
 * @param secret they are signed with: {@code whsec_} and base64
 */
public record Webhook(URI address, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "Webhook[" + address + "]";
  }
}
