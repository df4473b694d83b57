package io.artistos.shared.crypto;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.WrapResult;
import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.errors.Unavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Wraps keys with the newest version of one RSA key of Azure Key Vault, and unwraps them with the
 * version that wrapped them, so that rotation orphans nothing. The private key never leaves the
 * vault. Thread-safe.
 */
public final class KeyVaultKeys {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private final URI vault;
  private final String keyName;
  private final TokenCredential credential;
  private final KeyClient keys;
  private final TimedCache<String, String> newest;
  private final Map<String, CryptographyClient> clients = new ConcurrentHashMap<>();

  /**
   * @param keyName an RSA key that may wrap and unwrap
   */
  public KeyVaultKeys(URI vault, String keyName, TokenCredential credential, Clock clock) {
    this.vault = vault;
    this.keyName = keyName;
    this.credential = credential;
    this.keys =
        new KeyClientBuilder().vaultUrl(vault.toString()).credential(credential).buildClient();
    this.newest = new TimedCache<>(clock, KEPT, 1);
  }

  /** One request, and one every few minutes for the newest version. */
  public WrappedKey wrap(Secret<byte[]> key) {
    String id = newest.get(keyName, name -> asked(() -> keys.getKey(name).getId()));
    WrapResult result = asked(() -> client(id).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, key.value()));
    return new WrappedKey(id, result.getEncryptedKey());
  }

  /**
   * One request.
   *
   * @throws IllegalStateException when the key was wrapped in another vault
   */
  public Secret<byte[]> unwrap(WrappedKey wrapped) {
    // The id comes from storage: whoever could write there must not choose where our token goes.
    if (!URI.create(wrapped.keyId()).getAuthority().equals(vault.getAuthority())) {
      throw new IllegalStateException("a key that was wrapped in another vault");
    }
    return new Secret<>(
        asked(
            () ->
                client(wrapped.keyId())
                    .unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped.wrapped())
                    .getKey()));
  }

  private CryptographyClient client(String keyId) {
    return clients.computeIfAbsent(
        keyId,
        id ->
            new CryptographyClientBuilder()
                .keyIdentifier(id)
                .credential(credential)
                // Reading the public key first would double the requests.
                .disableKeyCaching()
                .buildClient());
  }

  private static <T> T asked(Supplier<T> request) {
    try {
      return request.get();
    } catch (HttpResponseException e) {
      int status = e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
      if (status == 429 || status >= 500 || status == 0) {
        throw new Unavailable("the key vault", Duration.ofSeconds(5), e);
      }
      throw new IllegalStateException("the key vault refused, with status " + status, e);
    } catch (RuntimeException e) {
      throw new Unavailable("the key vault", Duration.ofSeconds(5), e);
    }
  }
}
