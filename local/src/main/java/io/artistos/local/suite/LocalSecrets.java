package io.artistos.local.suite;

import io.artistos.local.vault.VaultServer;
import io.artistos.local.vendors.turnstile.TurnstileApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Random keys of this one suite, made on first use and kept with rights for their owner only. */
final class LocalSecrets {

  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  private LocalSecrets(Path folder) {
    this.folder = folder;
  }

  static LocalSecrets in(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return new LocalSecrets(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts what the app looks up by name into the vault, unless it is there. */
  void fill(VaultServer vault) {
    vault.putSecretIfAbsent("link-keys", () -> "k1:" + random());
    vault.putSecretIfAbsent("cursor-keys", () -> "k1:" + random());
    vault.putSecretIfAbsent("receipt-keys", () -> "k1:" + random());
    vault.putSecretIfAbsent("fan-id-key", this::random);
    vault.putSecretIfAbsent("resend-api-key", this::resendKey);
    vault.ensureKey("tenant-keys");
    vault.putSecretIfAbsent("spotify-client-secret", this::spotifyClientSecret);
    vault.putSecretIfAbsent("resend-webhook-secret", this::resendWebhookSecret);
    vault.putSecretIfAbsent("model-api-key", this::modelKey);
    vault.putSecretIfAbsent("turnstile-secret-key", () -> TurnstileApi.SECRET);
    vault.putSecretIfAbsent("clerk-secret-key", this::clerkSecretKey);
    vault.putSecretIfAbsent("clerk-webhook-secret", this::clerkWebhookSecret);
  }

  String cosmosKey() {
    return base64("cosmos");
  }

  String resendKey() {
    return "re_" + kept("resend");
  }

  String spotifyClientSecret() {
    return kept("spotify");
  }

  String resendWebhookSecret() {
    return "whsec_" + base64("resend-webhook");
  }

  String modelKey() {
    return "sk-" + kept("model");
  }

  String clerkSecretKey() {
    return "sk_test_" + kept("clerk");
  }

  String clerkWebhookSecret() {
    return "whsec_" + base64("clerk-webhook");
  }

  /** Opens functions of authorization level FUNCTION, of which the app has none. */
  String functionKey() {
    return kept("operator");
  }

  String masterKey() {
    return kept("master");
  }

  private String base64(String name) {
    byte[] key = Base64.getUrlDecoder().decode(kept(name));
    return Base64.getEncoder().encodeToString(key);
  }

  private String kept(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        // Whole or not at all: a key that is cut off would stay so.
        Path whole = Files.writeString(folder.resolve(name + ".tmp"), random());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String random() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
