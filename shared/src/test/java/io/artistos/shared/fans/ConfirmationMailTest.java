package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.fans.FanMailComposer.Confirmation;
import io.artistos.shared.text.Language;
import io.artistos.shared.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the confirmation mail's two parts say, and the form they say it in. */
class ConfirmationMailTest {

  private static final String TOKEN = "A".repeat(80);
  private static final String CONFIRM = "https://fans.example.org/confirm?t=" + TOKEN;
  private static final String UNSUBSCRIBE = "https://fans.example.org/unsubscribe?t=" + TOKEN;
  private static final Words ENGLISH = Words.in(Language.EN);
  private static final Confirmation USUAL =
      new Confirmation(
          "Mira Vale", CONFIRM, UNSUBSCRIBE, "Hafenstraße 12, 20359 Hamburg, Germany", ENGLISH);

  /** Every text as long as its form allows. */
  private static final Confirmation LONGEST =
      new Confirmation(
          "Umbrella Band ".repeat(6).substring(0, 80).strip(),
          CONFIRM,
          UNSUBSCRIBE,
          "Hafenstraße 12, ".repeat(13).substring(0, 200).strip(),
          ENGLISH);

  @Test
  void thePlainTextReadsLikeALetter() {
    assertThat(text(USUAL))
        .isEqualTo(
            """
            Hi,

            Somebody, we hope it was you, signed up with this address for mail about
            Mira Vale’s music and shows.

            If it was you, confirm within seven days and you are on the list:
            %s

            If it was not you, ignore this mail: nobody is on the list who has not
            confirmed. Or tell us so here, and we drop this sign-up:
            %s

            You get this mail because this address was typed into a sign-up form of Mira
            Vale.

            Mira Vale
            Hafenstraße 12, 20359 Hamburg, Germany
            """
                .formatted(CONFIRM, UNSUBSCRIBE));
  }

  @Test
  void noLineOfThePlainTextIsLongerThanMailWantsSaveTheLinks() {
    assertThat(text(LONGEST).lines().filter(line -> !line.startsWith("https://")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
  }

  @Test
  void blankLinesStandAloneAndNoneAtTheEdges() {
    assertThat(text(LONGEST))
        .doesNotContain("\n\n\n")
        .doesNotStartWith("\n")
        .doesNotEndWith("\n\n");
  }

  @Test
  void theHtmlHasTheLinksTheReasonAndTheAddress() {
    assertThat(html(USUAL))
        .contains("<a href=\"" + CONFIRM + "\"", ">" + CONFIRM + "</a>")
        .contains("<a href=\"" + UNSUBSCRIBE + "\"", ">Unsubscribe</a>")
        .contains("typed into a sign-up form of Mira Vale", "Hafenstraße 12, 20359 Hamburg");
  }

  @ParameterizedTest
  @EnumSource
  void speaksTheFansLanguageInBothParts(Language language) {
    Words words = Words.in(language);
    Confirmation model = new Confirmation("Mira Vale", CONFIRM, UNSUBSCRIBE, "1 Road", words);

    assertThat(html(model))
        .contains("<html lang=\"" + language.tag() + "\">", words.get("mail.confirm.button"));
    assertThat(text(model)).startsWith(words.get("mail.confirm.hi")).contains(CONFIRM);
  }

  @Test
  void theHtmlLoadsNothingAndRunsNothing() {
    assertThat(html(USUAL)).doesNotContain("<img", "<link", "<script", "url(", "@import", "src=");
  }

  @Test
  void namesAreTextNotMarkup() {
    Confirmation hostile =
        new Confirmation("<b>Bad</b> & \"Co\"", CONFIRM, UNSUBSCRIBE, "<u>Street</u>", ENGLISH);

    assertThat(html(hostile))
        .doesNotContain("<b>Bad", "<u>")
        .contains("&lt;b&gt;Bad&lt;/b&gt; &amp; \"Co\"");
  }

  private static String text(Confirmation model) {
    StringOutput out = new StringOutput();
    io.artistos.shared.templates.text.mail.JteconfirmGenerated.render(out, null, model);
    return out.toString();
  }

  private static String html(Confirmation model) {
    StringOutput out = new StringOutput();
    io.artistos.shared.templates.html.mail.JteconfirmGenerated.render(
        new OwaspHtmlTemplateOutput(out), null, model);
    return out.toString();
  }
}
