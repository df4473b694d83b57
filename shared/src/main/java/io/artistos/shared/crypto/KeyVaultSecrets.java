package io.artistos.shared.crypto;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.errors.Unavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Secrets of Azure Key Vault, re-read every few minutes so that a rotation needs no restart.
 * Thread-safe.
 */
public final class KeyVaultSecrets implements Secrets {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 100;

  private static final Logger LOG = Logger.getLogger(KeyVaultSecrets.class.getName());

  private final SecretClient client;
  private final TimedCache<String, Secret<String>> cache;
  private final Map<String, Secret<String>> lastRead = new ConcurrentHashMap<>();

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
      Secret<String> secret = new Secret<>(client.getSecret(name).getValue());
      lastRead.put(name, secret);
      return secret;
    } catch (ResourceNotFoundException e) {
      throw new IllegalStateException("the key vault has no secret named " + name, e);
    } catch (RuntimeException e) {
      // No answer, no token, throttled: a secret that was good five minutes ago beats none.
      Secret<String> last = lastRead.get(name);
      if (last == null) {
        throw new Unavailable("the key vault", Duration.ofSeconds(5), e);
      }
      LOG.log(Level.WARNING, "the key vault does not answer; a secret read before is used", e);
      return last;
    }
  }
}
