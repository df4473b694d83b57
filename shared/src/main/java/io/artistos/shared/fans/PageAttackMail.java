package io.artistos.shared.fans;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.templates.html.mail.JtepageattackGenerated;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tells the artist that somebody floods a fan page, and what happens to it. Thread-safe. */
public final class PageAttackMail implements ArtistMailComposer {

  private static final String PAGE = "page";

  /**
   * What the templates show.
   *
   * @param page the slug of the page that is flooded
   */
  public record Model(String artistName, String page) {}

  private final FanPages pages;

  public PageAttackMail(FanPages pages) {
    this.pages = pages;
  }

  static ArtistMail due(FanPage page, Instant since, Instant now) {
    return ArtistMail.due(
        page.tenantId(),
        ArtistMail.Kind.PAGE_UNDER_ATTACK,
        page.id() + "-" + since.getEpochSecond(),
        Map.of(PAGE, page.id()),
        now);
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.PAGE_UNDER_ATTACK;
  }

  /** Empty when the page is gone. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return pages
        .find(mail.tenantId(), mail.about(PAGE))
        .map(page -> letter(new Model(account.artistName(), "/a/" + page.slug())));
  }

  private static Letter letter(Model model) {
    StringOutput html = new StringOutput();
    JtepageattackGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JtepageattackGenerated.render(text, null, model);
    return new Letter("Somebody floods your fan page", html.toString(), text.toString());
  }
}
