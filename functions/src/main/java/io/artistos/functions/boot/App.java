package io.artistos.functions.boot;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.artistos.functions.artists.CreateArtist;
import io.artistos.functions.fans.Confirm;
import io.artistos.functions.fans.ConfirmPage;
import io.artistos.functions.fans.ListFans;
import io.artistos.functions.fans.SignUp;
import io.artistos.functions.fans.SignUpPreflight;
import io.artistos.functions.fans.SignUpReplies;
import io.artistos.functions.fans.Unsubscribe;
import io.artistos.functions.fans.UnsubscribePage;
import io.artistos.functions.mail.FanMailPoison;
import io.artistos.functions.mail.SendFanMail;
import io.artistos.functions.mail.SweepFanMail;
import io.artistos.functions.pages.EmbedScript;
import io.artistos.functions.pages.FanPageInfo;
import io.artistos.functions.pages.FanPageThanks;
import io.artistos.functions.pages.ShowFanPage;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.KeyVaultSecrets;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.fans.FanList;
import io.artistos.shared.fans.FanMailComposer;
import io.artistos.shared.fans.FanMailQueue;
import io.artistos.shared.fans.FanMailSweeper;
import io.artistos.shared.fans.FanMailer;
import io.artistos.shared.fans.FanSignup;
import io.artistos.shared.geo.ClientLocations;
import io.artistos.shared.geo.DbIpCity;
import io.artistos.shared.geo.Locator;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.Queues;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The composition root: every object of the app, built once, by hand. Thread-safe. */
public final class App {

  /** Names of secrets in the key vault. */
  private static final String LINK_KEYS = "link-keys";

  private static final String CURSOR_KEYS = "cursor-keys";
  private static final String FAN_ID_KEY = "fan-id-key";
  private static final String RESEND_KEY = "resend-api-key";

  private final Map<Class<?>, Object> functions;

  public App(Settings settings) {
    Clock clock = Clock.tick(Clock.system(ZoneOffset.UTC), Duration.ofMillis(1));
    SecureRandom random = new SecureRandom();
    TokenCredential credential = credential(settings);
    Secrets secrets = new KeyVaultSecrets(settings.keyVault(), credential, clock);
    Database database = database(settings, credential, secrets);
    FanMailQueue mailQueue =
        new FanMailQueue(new MessageQueue(settings.queueService(), credential, Queues.FAN_MAIL));

    FanPages pages = new FanPages(database, clock);
    Accounts accounts = new Accounts(database, clock);
    PageViews views = new PageViews(settings.publicUrl());
    Endpoint endpoint = new Endpoint(views);
    ClientLocations locations = new ClientLocations(locator(settings), settings.trustedProxies());

    FanSignup signup =
        new FanSignup(database, pages, new KeyedHash(secrets, FAN_ID_KEY), mailQueue, clock);
    FanLinks links =
        new FanLinks(
            database,
            accounts,
            new SignedLinks(secrets, LINK_KEYS, clock),
            settings.publicUrl(),
            clock);
    FanList list = new FanList(database, new SealedCursors(secrets, CURSOR_KEYS, random));
    FanMailer mailer =
        new FanMailer(
            database,
            accounts,
            new FanMailComposer(links, settings.fanMailSender()),
            new ResendMail(settings.resendUrl(), secrets, RESEND_KEY),
            mailQueue,
            clock,
            random);
    FanMailSweeper sweeper = new FanMailSweeper(database, mailQueue, clock);

    this.functions =
        byClass(
            new ShowFanPage(endpoint, pages, views),
            new FanPageThanks(endpoint, pages, views),
            new FanPageInfo(endpoint, pages),
            new EmbedScript(endpoint),
            new SignUp(endpoint, signup, locations, new SignUpReplies(pages, views)),
            new SignUpPreflight(endpoint),
            new ConfirmPage(endpoint, links, views),
            new Confirm(endpoint, links, views),
            new UnsubscribePage(endpoint, links, views),
            new Unsubscribe(endpoint, links, views),
            new ListFans(endpoint, pages, list),
            new CreateArtist(
                endpoint, new ArtistOnboarding(database, random, clock), settings.publicUrl()),
            new SendFanMail(mailer),
            new FanMailPoison(mailer),
            new SweepFanMail(sweeper));
  }

  /**
   * The instance that runs a function.
   *
   * @throws IllegalStateException when the class is not wired
   */
  public <T> T function(Class<T> type) {
    Object function = functions.get(type);
    if (function == null) {
      throw new IllegalStateException(type.getName() + " is not wired in App");
    }
    return type.cast(function);
  }

  /** The managed identity and nothing else, so that nobody's own sign-in is used by accident. */
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

  private static Locator locator(Settings settings) {
    return settings.geoDatabase().<Locator>map(DbIpCity::new).orElse(address -> Optional.empty());
  }

  private static Map<Class<?>, Object> byClass(Object... all) {
    return Arrays.stream(all)
        .collect(Collectors.toUnmodifiableMap(Object::getClass, Function.identity()));
  }
}
