package io.artistos.local.vault;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** Makes RSA keys and turns them into bytes (PKCS #8) and back. */
final class RsaKeys {

  private RsaKeys() {}

  static RSAPrivateCrtKey generate(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAPrivateCrtKey decode(byte[] pkcs8) {
    try {
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not an RSA key in PKCS #8", e);
    }
  }

  static RSAPublicKey publicKey(RSAPrivateCrtKey key) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key in the file, made on first use. */
  static RSAPrivateCrtKey loadOrCreate(Path file) {
    byte[] bytes =
        OwnerOnlyFiles.read(file)
            .orElseGet(
                () -> {
                  byte[] made = generate(2048).getEncoded();
                  OwnerOnlyFiles.write(file, made);
                  return made;
                });
    return decode(bytes);
  }
}
