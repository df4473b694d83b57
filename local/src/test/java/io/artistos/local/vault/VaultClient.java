package io.artistos.local.vault;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.WrapResult;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What production code does with identity and vault, with the standard builders unchanged; run in a
 * JVM of its own, because azure-identity reads the environment only. Prints {@code name=value}.
 */
final class VaultClient {

  private static final Duration POLL = Duration.ofMillis(20);

  private final OffsetDateTime yesterday = OffsetDateTime.now(ZoneOffset.UTC).minusDays(1);
  private final PrintStream out;
  private final String vault;
  private final ManagedIdentityCredential credential;

  private VaultClient(PrintStream out, String vault) {
    this.out = out;
    this.vault = vault;
    this.credential = new ManagedIdentityCredentialBuilder().build();
  }

  public static void main(String[] arguments) {
    VaultClient client =
        new VaultClient(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments[0]);
    client.secrets();
    client.keys();
    client.secretsOverTime();
    client.keysOverTime();
  }

  private void secrets() {
    SecretClient secrets =
        new SecretClientBuilder().vaultUrl(vault).credential(credential).buildClient();
    out.println("secret=" + secrets.getSecret("greeting").getValue());
    String version = secrets.setSecret("greeting", "hello again").getProperties().getVersion();
    out.println("latest=" + secrets.getSecret("greeting").getValue());
    out.println("by-version=" + secrets.getSecret("greeting", version).getValue());
    try {
      secrets.getSecret("nothing");
    } catch (ResourceNotFoundException e) {
      out.println("missing=" + e.getResponse().getStatusCode());
    }
  }

  private void secretsOverTime() {
    SecretClient secrets =
        new SecretClientBuilder().vaultUrl(vault).credential(credential).buildClient();
    out.println("versions=" + secrets.listPropertiesOfSecretVersions("greeting").stream().count());
    SecretProperties newest = secrets.getSecret("greeting").getProperties();
    secrets.updateSecretProperties(newest.setEnabled(false));
    try {
      secrets.getSecret("greeting");
    } catch (HttpResponseException e) {
      out.println("disabled=" + e.getResponse().getStatusCode());
    }
    secrets.updateSecretProperties(newest.setEnabled(true).setExpiresOn(yesterday));
    out.println("expired=" + secrets.getSecret("greeting").getValue());
    secrets.beginDeleteSecret("greeting").setPollInterval(POLL).waitForCompletion();
    out.println("deleted=" + secrets.getDeletedSecret("greeting").getName());
    secrets.beginRecoverDeletedSecret("greeting").setPollInterval(POLL).waitForCompletion();
    out.println("listed=" + secrets.listPropertiesOfSecrets().stream().count());
  }

  private void keysOverTime() {
    KeyClient keys = new KeyClientBuilder().vaultUrl(vault).credential(credential).buildClient();
    KeyProperties key = keys.getKey("kek").getProperties();
    keys.updateKeyProperties(key.setExpiresOn(yesterday));
    try {
      cryptography(key.getId()).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, new byte[32]);
    } catch (HttpResponseException e) {
      out.println("expired-key=" + e.getResponse().getStatusCode());
    }
    out.println("key-versions=" + keys.listPropertiesOfKeyVersions("kek").stream().count());
    keys.beginDeleteKey("kek").setPollInterval(POLL).waitForCompletion();
    try {
      keys.createRsaKey(new CreateRsaKeyOptions("kek"));
    } catch (HttpResponseException e) {
      out.println("taken=" + e.getResponse().getStatusCode());
    }
    keys.beginRecoverDeletedKey("kek").setPollInterval(POLL).waitForCompletion();
    keys.beginDeleteKey("kek").setPollInterval(POLL).waitForCompletion();
    keys.purgeDeletedKey("kek");
    out.println("purged=" + keys.listDeletedKeys().stream().count());
    out.println("made-again=" + keys.createRsaKey(new CreateRsaKeyOptions("kek")).getName());
  }

  private void keys() {
    KeyClient keys = new KeyClientBuilder().vaultUrl(vault).credential(credential).buildClient();
    String first = keys.getKey("kek").getId();
    byte[] dataKey = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    WrapResult wrapped = cryptography(first).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, dataKey);
    out.println("kid-kept=" + first.equals(wrapped.getKeyId()));
    String second = keys.rotateKey("kek").getId();
    out.println("rotated=" + !second.equals(first));
    out.println("unwrapped=" + unwrap(wrapped, KeyWrapAlgorithm.RSA_OAEP_256));
    // The SDK computes this wrap itself, from the public key.
    WrapResult local = cryptography(second).wrapKey(KeyWrapAlgorithm.RSA_OAEP, dataKey);
    out.println("unwrapped-sha1=" + unwrap(local, KeyWrapAlgorithm.RSA_OAEP));
    out.println(
        "created-bits="
            + keys.createRsaKey(new CreateRsaKeyOptions("other").setKeySize(3072))
                    .getKey()
                    .getN()
                    .length
                * 8);
  }

  private String unwrap(WrapResult wrapped, KeyWrapAlgorithm algorithm) {
    byte[] key =
        cryptography(wrapped.getKeyId()).unwrapKey(algorithm, wrapped.getEncryptedKey()).getKey();
    return new String(key, StandardCharsets.US_ASCII);
  }

  private CryptographyClient cryptography(String keyId) {
    return new CryptographyClientBuilder()
        .keyIdentifier(keyId)
        .credential(credential)
        .buildClient();
  }
}
