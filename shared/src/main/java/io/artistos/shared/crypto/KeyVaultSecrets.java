package io.artistos.shared.crypto;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.artistos.shared.cache.TimedCache;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Secrets of Azure Key Vault, re-read every few minutes so that a rotation needs no restart.
 * Thread-safe.
 */
public final class KeyVaultSecrets implements Secrets {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 100;

  private final SecretClient client;
  private final TimedCache<String, Secret<String>> cache;

  public KeyVaultSecrets(URI vault, TokenCredential credential, Clock clock) {
    this.client =
        new SecretClientBuilder().vaultUrl(vault.toString()).credential(credential).buildClient();
    this.cache = new TimedCache<>(clock, KEPT, MOST);
  }

  @Override
  public Secret<String> latest(String name) {
    return cache.get(name, this::read);
  }

  private Secret<String> read(String name) {
    try {
      return new Secret<>(client.getSecret(name).getValue());
    } catch (ResourceNotFoundException e) {
      throw new IllegalStateException("the key vault has no secret named " + name, e);
    }
  }
}
