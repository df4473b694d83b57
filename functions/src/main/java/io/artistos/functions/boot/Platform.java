package io.artistos.functions.boot;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.artistos.shared.abuse.AuthenticationFailures;
import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.abuse.Turnstile;
import io.artistos.shared.access.CallLimits;
import io.artistos.shared.access.Gate;
import io.artistos.shared.access.TenantGate;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.CallAudit;
import io.artistos.shared.audit.SessionStarts;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.KeyVaultKeys;
import io.artistos.shared.crypto.KeyVaultSecrets;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.fans.FormTokens;
import io.artistos.shared.features.Features;
import io.artistos.shared.geo.ClientLocations;
import io.artistos.shared.geo.DbIpCity;
import io.artistos.shared.geo.Locator;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.sessions.SessionTokens;
import io.artistos.shared.sessions.SigningKeys;
import io.artistos.shared.support.SupportServices;
import io.artistos.shared.team.KeyDirectory;
import io.artistos.shared.team.Teams;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * What every feature is built on, made once. Building it opens no connection.
 *
 * @param credential the managed identity and nothing else, so that nobody's own sign-in is used by
 *     accident
 */
record Platform(
    Settings settings,
    Clock clock,
    SecureRandom random,
    TokenCredential credential,
    Secrets secrets,
    Database database,
    TenantKeys tenantKeys,
    Accounts accounts,
    FanPages pages,
    RetiredSlugs retiredSlugs,
    PageViews views,
    FanLinks fanLinks,
    ClientLocations locations,
    FormTokens formTokens,
    ResendMail mail,
    Teams teams,
    KeyDirectory keyDirectory,
    PeopleServices people,
    Throttle throttle,
    AuditLog auditLog,
    Policies policies,
    SupportServices support,
    Features features,
    Endpoint endpoint) {

  /** Names of secrets and keys in the key vault. */
  private static final String LINK_KEYS = "link-keys";

  private static final String CURSOR_KEYS = "cursor-keys";
  static final String FAN_ID_KEY = "fan-id-key";
  private static final String RESEND_KEY = "resend-api-key";
  private static final String TENANT_KEYS_KEY = "tenant-keys";

  static Platform of(Settings settings, Clock clock) {
    SecureRandom random = new SecureRandom();
    TokenCredential credential = credential(settings);
    Secrets secrets = new KeyVaultSecrets(settings.keyVault(), credential, clock);
    Database database = database(settings, credential, secrets);
    KeyVaultKeys vaultKeys =
        new KeyVaultKeys(settings.keyVault(), TENANT_KEYS_KEY, credential, clock);
    Accounts accounts = new Accounts(database, clock);
    FanPages pages = new FanPages(database, clock);
    Teams teams = new Teams(database);
    KeyDirectory keyDirectory = new KeyDirectory(database, clock);
    KeyedHash hashes = new KeyedHash(secrets, FAN_ID_KEY);
    Throttle throttle = new Throttle(database, hashes, clock);
    CallLimits limits =
        new CallLimits(
            throttle,
            new AuthenticationFailures(database, hashes, clock),
            settings.trustedProxies());
    AuditLog auditLog = new AuditLog(database, random, clock);
    SupportServices support =
        new SupportServices(
            database, teams, artistMails(settings, credential, database, clock), auditLog, clock);
    Features features = new Features(database, clock);
    PageViews views = new PageViews(settings.publicUrl(), settings.blobService());
    SignedLinks signedLinks = new SignedLinks(secrets, LINK_KEYS, clock);
    return new Platform(
        settings,
        clock,
        random,
        credential,
        secrets,
        database,
        new TenantKeys(database, vaultKeys, random, clock),
        accounts,
        pages,
        new RetiredSlugs(database, hashes, clock),
        views,
        new FanLinks(database, accounts, pages, signedLinks, settings.publicUrl(), clock),
        locations(settings),
        new FormTokens(signedLinks, clock),
        new ResendMail(settings.resendUrl(), secrets, RESEND_KEY),
        teams,
        keyDirectory,
        PeopleServices.of(
            settings.clerk().api(), secrets, database, teams, accounts, pages, auditLog, clock),
        throttle,
        auditLog,
        new Policies(database, clock),
        support,
        features,
        new Endpoint(
            views,
            new Gate(
                sessions(settings, clock)::verify,
                new TenantGate(
                    pages, accounts, teams, keyDirectory, limits, support.watch(), features, clock),
                limits),
            new CallAudit(auditLog, new SessionStarts(auditLog, clock), clock)));
  }

  /** Its file is large: it is opened once. */
  private static ClientLocations locations(Settings settings) {
    Locator locator =
        settings.geoDatabase().<Locator>map(DbIpCity::new).orElse(address -> Optional.empty());
    return new ClientLocations(locator, settings.trustedProxies());
  }

  MessageQueue queue(Queues queue) {
    return queue(settings, credential, queue);
  }

  private static MessageQueue queue(Settings settings, TokenCredential credential, Queues queue) {
    return new MessageQueue(settings.queueService(), credential, queue);
  }

  /** What pages under attack ask fans with. */
  Challenge challenge() {
    return settings
        .turnstile()
        .<Challenge>map(
            turnstile ->
                new Turnstile(
                    turnstile.url(),
                    turnstile.siteKey(),
                    () -> secrets.latest("turnstile-secret-key").value()))
        .orElseGet(Challenge::none);
  }

  TenantBlobs blobs() {
    return new TenantBlobs(settings.blobService(), credential);
  }

  SealedCursors cursors() {
    return new SealedCursors(secrets, CURSOR_KEYS, random);
  }

  ArtistMails artistMails() {
    return artistMails(settings, credential, database, clock);
  }

  private static ArtistMails artistMails(
      Settings settings, TokenCredential credential, Database database, Clock clock) {
    return new ArtistMails(database, queue(settings, credential, Queues.ARTIST_MAIL), clock);
  }

  private static SessionTokens sessions(Settings settings, Clock clock) {
    Settings.Clerk clerk = settings.clerk();
    URI keys = URI.create(clerk.issuer() + "/.well-known/jwks.json");
    return new SessionTokens(
        new SigningKeys(HttpClient.newHttpClient(), keys, clock),
        clerk.issuer().toString(),
        clerk.authorizedParties(),
        clock);
  }

  private static TokenCredential credential(Settings settings) {
    ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
    settings.identityClientId().ifPresent(builder::clientId);
    return builder.build();
  }

  private static Database database(Settings settings, TokenCredential credential, Secrets secrets) {
    return settings
        .cosmosKeySecret()
        .map(
            name ->
                Database.withKey(
                    settings.cosmosEndpoint(), () -> secrets.latest(name), settings.cosmosMode()))
        .orElseGet(
            () ->
                Database.withIdentity(
                    settings.cosmosEndpoint(), credential, settings.cosmosMode()));
  }
}
