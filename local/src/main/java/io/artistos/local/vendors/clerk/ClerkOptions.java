package io.artistos.local.vendors.clerk;

import io.artistos.local.vendors.webhooks.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An application registered with Clerk.
 *
 * @param secretKey opens the backend API, {@code sk_test_…}
 * @param origins of the application's front ends, at least one, like {@code http://127.0.0.1:7071}:
 *     where signing in may lead to and who may read answers in a browser. The first is the {@code
 *     azp} of tokens that no front end asked for.
 * @param webhook who hears of users; when empty nobody does, and nothing is kept for later
 */
public record ClerkOptions(String secretKey, List<URI> origins, Optional<Webhook> webhook) {

  public ClerkOptions {
    origins = List.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("an application has at least one origin");
    }
    for (URI origin : origins) {
      if (!Origins.of(origin).equals(Optional.of(origin.toString()))) {
        throw new IllegalArgumentException(origin + " is not an origin");
      }
    }
  }

  /** Without a webhook. */
  public ClerkOptions(String secretKey, List<URI> origins) {
    this(secretKey, origins, Optional.empty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ClerkOptions" + origins;
  }
}
