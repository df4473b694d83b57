package io.artistos.local.vault;

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
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What production code does with identity and vault, with the standard builders unchanged; run in a
 * JVM of its own, because azure-identity reads the environment only. Prints {@code name=value}.
 */
final class VaultClient {

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
