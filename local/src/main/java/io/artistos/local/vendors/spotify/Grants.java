package io.artistos.local.vendors.spotify;

import io.artistos.local.vendors.spotify.SpotifyStore.Access;
import io.artistos.local.vendors.spotify.SpotifyStore.Code;
import io.artistos.local.vendors.spotify.SpotifyStore.Consent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Consents and what grows out of them: codes, access tokens, refresh tokens (contracts, 2.1). */
final class Grants {

  /** Of an access token. */
  static final Duration ACCESS_LIFE = Duration.ofHours(1);

  /** Of a code; the limit that RFC 6749, 4.1.2 recommends. */
  static final Duration CODE_LIFE = Duration.ofMinutes(10);

  /** Of every refresh token, from the consent on; refreshing does not extend it. */
  private static final int CONSENT_MONTHS = 6;

  /**
   * What the token endpoint gives.
   *
   * @param scope null for the app's own token
   * @param refreshToken null when none is given or the old one stays
   */
  record Tokens(String accessToken, @Nullable String scope, @Nullable String refreshToken) {}

  private final SpotifyStore store;
  private final Clock clock;

  Grants(SpotifyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Writes the consent down and gives the code for it. */
  String agree(
      String clientId,
      Account account,
      String scope,
      String redirectUri,
      @Nullable String challenge) {
    return store.change(
        () -> {
          Instant now = clock.instant();
          String id = UUID.randomUUID().toString();
          boolean pkce = challenge != null;
          store.putConsent(
              id, new Consent(clientId, account.id(), scope, now.toString(), pkce, false, null));
          String code = Secrets.fresh("AQ");
          store.putCode(code, new Code(id, redirectUri, challenge, now.plus(CODE_LIFE).toString()));
          return code;
        });
  }

  /**
   * Exchanges a code, once.
   *
   * @param authenticated whether the client showed its secret
   * @throws Refusal invalid_grant, or invalid_client when neither secret nor verifier was shown
   */
  Tokens exchange(
      String clientId,
      String code,
      String redirectUri,
      @Nullable String verifier,
      boolean authenticated) {
    return store.change(
        () -> {
          Code kept =
              store
                  .code(code)
                  .orElseThrow(() -> Refusal.invalidGrant("Invalid authorization code"));
          if (SpotifyStore.over(kept.expires(), clock.instant())) {
            throw Refusal.invalidGrant("Authorization code expired");
          }
          Consent consent = alive(kept.consent(), clientId, "Invalid authorization code");
          if (!kept.redirectUri().equals(redirectUri)) {
            throw Refusal.invalidGrant("Invalid redirect URI");
          }
          prove(kept.challenge(), verifier, authenticated);
          store.dropCode(code);
          return issue(kept.consent(), consent, true);
        });
  }

  private static void prove(
      @Nullable String challenge, @Nullable String verifier, boolean authenticated) {
    if (challenge == null) {
      if (!authenticated) {
        throw Refusal.token(400, "invalid_client", "Invalid client secret");
      }
      // A verifier without a challenge is a downgrade (RFC 9700, 4.8.2).
      if (verifier != null) {
        throw Refusal.invalidGrant("code_verifier was incorrect");
      }
    } else if (verifier == null) {
      throw Refusal.token(400, "invalid_request", "code_verifier required");
    } else if (!Secrets.same(Secrets.hash(verifier), challenge)) {
      throw Refusal.invalidGrant("code_verifier was incorrect");
    }
  }

  /**
   * A new access token for a refresh token, and a new refresh token where those rotate.
   *
   * @param rotateConfidential whether they rotate for consents without PKCE, too
   * @throws Refusal invalid_grant, or invalid_client when the secret is needed and was not shown
   */
  Tokens refresh(String clientId, String token, boolean authenticated, boolean rotateConfidential) {
    return store.change(
        () -> {
          String id =
              store
                  .consentOfRefresh(token)
                  .orElseThrow(() -> Refusal.invalidGrant("Invalid refresh token"));
          Consent consent = alive(id, clientId, "Invalid refresh token");
          if (!Secrets.hash(token).equals(consent.refresh())) {
            throw Refusal.invalidGrant("Refresh token revoked");
          }
          if (!consent.pkce() && !authenticated) {
            throw Refusal.token(400, "invalid_client", "Invalid client secret");
          }
          return issue(id, consent, consent.pkce() || rotateConfidential);
        });
  }

  /** A token for reads of the catalogue, from client credentials. */
  Tokens appToken() {
    return store.change(() -> new Tokens(access(null), null, null));
  }

  private Tokens issue(String id, Consent consent, boolean newRefresh) {
    String refresh = null;
    if (newRefresh) {
      refresh = Secrets.fresh("AQ");
      store.putRefresh(refresh, id);
      store.putConsent(id, consent.withRefresh(Secrets.hash(refresh)));
    }
    return new Tokens(access(id), consent.scope(), refresh);
  }

  private String access(@Nullable String consent) {
    String token = Secrets.fresh("BQ");
    store.putAccess(token, new Access(consent, clock.instant().plus(ACCESS_LIFE).toString()));
    return token;
  }

  private Consent alive(String id, String clientId, String unknown) {
    Consent consent =
        store
            .consent(id)
            .filter(kept -> kept.clientId().equals(clientId))
            .orElseThrow(() -> Refusal.invalidGrant(unknown));
    if (consent.revoked()) {
      throw Refusal.invalidGrant("Refresh token revoked");
    }
    Instant end = consent.time().atOffset(ZoneOffset.UTC).plusMonths(CONSENT_MONTHS).toInstant();
    if (!clock.instant().isBefore(end)) {
      throw Refusal.invalidGrant("Refresh token expired");
    }
    return consent;
  }

  /**
   * The consent behind an access token; empty for the app's own token.
   *
   * @throws Refusal 401 when the token is unknown, expired or its consent withdrawn
   */
  Optional<Consent> holder(String accessToken) {
    Access access =
        store.access(accessToken).orElseThrow(() -> Refusal.api(401, "Invalid access token"));
    if (SpotifyStore.over(access.expires(), clock.instant())) {
      throw Refusal.api(401, "The access token expired");
    }
    if (access.consent() == null) {
      return Optional.empty();
    }
    return Optional.of(
        store
            .consent(access.consent())
            .filter(consent -> !consent.revoked())
            .orElseThrow(() -> Refusal.api(401, "Invalid access token")));
  }

  /** Withdraws all that an account agreed to, as its owner does at Spotify; how many there were. */
  int revoke(Account account) {
    return store.change(
        () -> {
          int revoked = 0;
          for (String id : store.consentIds()) {
            Consent consent = store.consent(id).orElseThrow();
            if (consent.account().equals(account.id()) && !consent.revoked()) {
              store.putConsent(id, consent.withdrawn());
              revoked++;
            }
          }
          return revoked;
        });
  }
}
