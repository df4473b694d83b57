package io.artistos.shared.http;

import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ids of what a request creates. With an {@code Idempotency-Key} header the id is made from it, so
 * that the same request, sent twice or interrupted half-way, makes the same thing: the second
 * create is a conflict, and whoever creates answers with what is there. Without one the id is
 * random.
 */
public final class RequestIds {

  private static final String HEADER = "Idempotency-Key";
  private static final String KEY = "[\\x21-\\x7e]{1,255}";
  private static final String ID = "[A-Za-z0-9_-]{22}";
  private static final int ID_BYTES = 16;

  private RequestIds() {}

  /**
   * 22 characters of base64url.
   *
   * @param kind what is created: a key counts for one kind and one tenant
   * @throws InvalidInput when the key is not 1 to 255 printable characters of ASCII
   */
  public static String of(Call call, TenantId tenant, String kind, SecureRandom random) {
    return ofKey(call, tenant.value(), kind)
        .orElseGet(() -> Base64Url.encode(Base64Url.randomBytes(random, ID_BYTES)));
  }

  /**
   * The same for what a person creates outside of any tenant; empty without a key.
   *
   * @param caller a key counts for one caller
   * @throws InvalidInput when the key is not 1 to 255 printable characters of ASCII
   */
  public static Optional<String> ofKey(Call call, String caller, String kind) {
    Optional<String> key = call.header("idempotency-key");
    if (key.filter(text -> !text.matches(KEY)).isPresent()) {
      throw new InvalidInput(HEADER, "invalid", "1 to 255 printable characters of ASCII.");
    }
    return key.map(text -> Sha256.of(caller + "\n" + kind + "\n" + text))
        .map(hash -> Base64Url.encode(Arrays.copyOf(hash, ID_BYTES)));
  }

  /**
   * Whether {@link #of} could have made this id. Callers type ids, and some texts cannot even be
   * asked for: Cosmos DB takes no id with a slash.
   */
  public static boolean isOne(String id) {
    return id.matches(ID);
  }
}
