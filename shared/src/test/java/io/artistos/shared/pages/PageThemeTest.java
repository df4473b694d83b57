package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.pages.PageContent.PageColours;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever colours an artist likes, the page can be read. */
class PageThemeTest {

  /** WCAG 2.2, success criterion 1.4.3. */
  private static final double READABLE = 4.5;

  @Test
  void aPageInOurColoursHasNoStyleOfItsOwn() {
    assertThat(PageTheme.css(PageColours.NONE)).isEmpty();
  }

  @Property
  void textOnTheArtistsColoursCanBeRead(@ForAll @IntRange(max = 0xffffff) int rgb) {
    String colour = "#%06x".formatted(rgb);
    String css = PageTheme.css(new PageColours(colour, colour));

    assertThat(contrast(colour, property(css, "--on-accent"))).isGreaterThanOrEqualTo(READABLE);
    assertThat(contrast(colour, property(css, "--ink"))).isGreaterThanOrEqualTo(READABLE);
    assertThat(contrast(colour, property(css, "--soft"))).isGreaterThanOrEqualTo(READABLE);
  }

  @Test
  void aDarkBackgroundMakesTheWholePageDark() {
    assertThat(PageTheme.css(new PageColours(null, "#102030")))
        .contains("color-scheme:dark", "--surface:#1b1d23")
        .doesNotContain("--accent");
    assertThat(PageTheme.css(new PageColours(null, "#ffeecc"))).contains("color-scheme:light");
  }

  private static String property(String css, String name) {
    Matcher matcher = Pattern.compile(name + ":(#[0-9a-f]{3,6})").matcher(css);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** By the definition of WCAG 2.2, written down once more here. */
  private static double contrast(String one, String other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String colour) {
    String full = colour.length() == 4 ? colour.replaceAll("([0-9a-f])", "$1$1") : colour;
    int rgb = Integer.parseInt(full.substring(1), 16);
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = ((rgb >> (16 - 8 * i)) & 0xff) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
