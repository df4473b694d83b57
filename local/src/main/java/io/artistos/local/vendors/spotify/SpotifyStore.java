package io.artistos.local.vendors.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Consents, codes, tokens and the mode, on an H2 MVStore file of its own. Codes and tokens are kept
 * as hashes only. What {@link #change} returned from survives the death of the process.
 * Thread-safe.
 */
final class SpotifyStore implements AutoCloseable {

  /**
   * What somebody agreed to.
   *
   * @param at when, as {@link Instant} writes itself
   * @param pkce the code was bound to a challenge, so that refresh tokens rotate always
   * @param refresh hash of the refresh token that works, null before the code was exchanged
   */
  record Consent(
      String clientId,
      String account,
      String scope,
      String at,
      boolean pkce,
      boolean revoked,
      @Nullable String refresh) {

    Instant time() {
      return Instant.parse(at);
    }

    Consent withRefresh(String hash) {
      return new Consent(clientId, account, scope, at, pkce, revoked, hash);
    }

    Consent withdrawn() {
      return new Consent(clientId, account, scope, at, pkce, true, refresh);
    }
  }

  /** A code that was not exchanged yet; {@code challenge} null when the request had none. */
  record Code(String consent, String redirectUri, @Nullable String challenge, String expires) {}

  /** An access token; {@code consent} null when it is the app's own. */
  record Access(@Nullable String consent, String expires) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MVStore store;
  private final MVMap<String, String> consents;
  private final MVMap<String, String> codes;
  private final MVMap<String, String> refreshes;
  private final MVMap<String, String> accesses;
  private final MVMap<String, String> settings;
  private final ReentrantLock lock = new ReentrantLock();

  SpotifyStore(Path file, Instant now) {
    store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
    consents = store.openMap("consents");
    codes = store.openMap("codes");
    refreshes = store.openMap("refreshes");
    accesses = store.openMap("accesses");
    settings = store.openMap("settings");
    forgetExpired(now);
  }

  /** Runs {@code work} alone and commits what it wrote, or nothing when it throws. */
  <T> T change(Supplier<T> work) {
    lock.lock();
    try {
      T result = work.get();
      store.commit();
      return result;
    } catch (RuntimeException e) {
      if (store.hasUnsavedChanges()) {
        store.rollback();
      }
      throw e;
    } finally {
      lock.unlock();
    }
  }

  Optional<Consent> consent(String id) {
    return read(consents, id, Consent.class);
  }

  void putConsent(String id, Consent consent) {
    consents.put(id, write(consent));
  }

  List<String> consentIds() {
    return List.copyOf(consents.keySet());
  }

  void putCode(String code, Code what) {
    codes.put(Secrets.hash(code), write(what));
  }

  Optional<Code> code(String code) {
    return read(codes, Secrets.hash(code), Code.class);
  }

  void dropCode(String code) {
    codes.remove(Secrets.hash(code));
  }

  /** The consent that a refresh token, also one that was rotated away, came from. */
  Optional<String> consentOfRefresh(String token) {
    return Optional.ofNullable(refreshes.get(Secrets.hash(token)));
  }

  void putRefresh(String token, String consent) {
    refreshes.put(Secrets.hash(token), consent);
  }

  Optional<Access> access(String token) {
    return read(accesses, Secrets.hash(token), Access.class);
  }

  void putAccess(String token, Access access) {
    accesses.put(Secrets.hash(token), write(access));
  }

  Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  void putSetting(String name, String value) {
    settings.put(name, value);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      store.close();
    } finally {
      lock.unlock();
    }
  }

  private void forgetExpired(Instant now) {
    change(
        () -> {
          for (String hash : List.copyOf(accesses.keySet())) {
            read(accesses, hash, Access.class)
                .filter(access -> over(access.expires(), now))
                .ifPresent(access -> accesses.remove(hash));
          }
          for (String hash : List.copyOf(codes.keySet())) {
            read(codes, hash, Code.class)
                .filter(code -> over(code.expires(), now))
                .ifPresent(code -> codes.remove(hash));
          }
          return now;
        });
  }

  /** At the moment itself a thing is over. */
  static boolean over(String expires, Instant now) {
    return !now.isBefore(Instant.parse(expires));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Optional<T> read(MVMap<String, String> map, String key, Class<T> type) {
    String json = map.get(key);
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(json, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store of the local Spotify is not ours", e);
    }
  }
}
