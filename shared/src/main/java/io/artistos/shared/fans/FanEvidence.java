package io.artistos.shared.fans;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.geo.Location;
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.StyleSheet;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.templates.html.fans.JteevidenceGenerated;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one fan agreed to, when, where and in which words, as a document. Thread-safe. */
public final class FanEvidence {

  /**
   * The document.
   *
   * @param history oldest first
   */
  public record Document(
      String fan, String email, FanStatus status, String artist, List<Entry> history) {

    /** Personal: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "Document[" + fan + "]";
    }
  }

  /**
   * One thing that happened; what is about a sign-up is only there for one.
   *
   * @param event {@code signed-up}, {@code confirmed}, {@code unsubscribed}, {@code suppressed} or
   *     {@code imported}
   * @param consentedAt of an import: when the fan agreed, as the list or the artist says
   * @param wording the version of the words
   * @param words exactly as they were agreed to, or stated by whoever imported
   * @param notice what was said about location data
   */
  public record Entry(
      String event,
      Instant at,
      @Nullable String page,
      @Nullable String source,
      Signup.@Nullable Via via,
      @Nullable Instant consentedAt,
      @Nullable String wording,
      @Nullable String language,
      @Nullable String words,
      @Nullable String notice,
      @Nullable Location location) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final StyleSheet STYLE = StyleSheet.beside(FanEvidence.class, "evidence.css");

  private final Fans fans;
  private final Accounts accounts;
  private final FanPages pages;

  public FanEvidence(Database database, Accounts accounts, FanPages pages) {
    this.fans = new Fans(database);
    this.accounts = accounts;
    this.pages = pages;
  }

  /**
   * One read, one of the account that is cached, and one for each sign-up in words of the artist's
   * own.
   *
   * @throws NotFound when there is no such fan
   */
  public Document of(TenantId tenant, String id) {
    Fan fan = fans.get(tenant, id).value();
    String artist = accounts.open(tenant).artistName();
    List<Entry> history =
        fan.history().stream().map(event -> entry(tenant, event, artist)).toList();
    return new Document(fan.id(), fan.email(), fan.status(), artist, history);
  }

  private Entry entry(TenantId tenant, Fan.Event event, String artistNow) {
    String kind = event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Signup signup = event.signup();
    if (signup == null) {
      return new Entry(kind, event.at(), null, null, null, null, null, null, null, null, null);
    }
    String artist = Objects.requireNonNullElse(signup.artist(), artistNow);
    boolean imported = signup.via() == Signup.Via.IMPORT;
    Optional<ConsentWording> wording = pages.wording(tenant, signup.pageId(), signup.wording());
    return new Entry(
        kind,
        event.at(),
        signup.page(),
        signup.source(),
        signup.via(),
        signup.consentedAt(),
        signup.wording(),
        signup.language(),
        imported
            ? ImportStatement.of(signup.wording()).map(one -> one.words(artist)).orElse(null)
            : wording.map(one -> one.agreement(artist)).orElse(null),
        wording.map(ConsentWording::locationNotice).orElse(null),
        signup.location());
  }

  /** A time in words, for the page. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** 200 with the same as a page for people, to be printed or kept. */
  public static Reply page(Document document) {
    StringOutput html = new StringOutput();
    JteevidenceGenerated.render(new OwaspHtmlTemplateOutput(html), null, document, STYLE.css());
    return Reply.html(200, html.toString())
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src '" + STYLE.source() + "'; frame-ancestors 'none'");
  }
}
