package io.artistos.shared.pages;

import io.artistos.shared.pages.PageContent.PageColours;

/**
 * An artist's colours as style: custom properties that the page's style sheet reads. What stands on
 * a colour turns black or white, whichever contrasts more (WCAG 2.2, relative luminance), so that
 * no choice of colours makes a page that cannot be read.
 */
final class PageTheme {

  /** Where black and white contrast equally: (L + 0.05)² = 1.05 · 0.05. */
  private static final double MIDDLE = 0.179;

  private PageTheme() {}

  /** Style to follow the style sheet; empty when the colours are ours. */
  static String css(PageColours colours) {
    StringBuilder css = new StringBuilder();
    if (colours.accent() != null) {
      css.append(":root:root{--accent:%s;".formatted(colours.accent()))
          .append("--on-accent:%s}".formatted(on(colours.accent())));
    }
    if (colours.background() != null) {
      String ink = on(colours.background());
      css.append(":root:root{--paper:%s;".formatted(colours.background()))
          .append("--ink:%s;--soft:%s;".formatted(ink, ink))
          .append(isLight(colours.background()) ? LIGHT : DARK);
    }
    return css.toString();
  }

  // What the style sheet changes with the visitor's preference, for one side of it. Text on the
  // artist's colour is black or white; on the sleeve, whose colour is ours, it is as ever.
  private static final String LIGHT =
      "color-scheme:light;--surface:#fff;--line:#82858e;--hair:#e3e3dc;--bad:#b3261e;"
          + "--bad-wash:#fdeeec}.sleeve{--ink:#16171b;--soft:#565962;--paper:#f4f4f0}";

  private static final String DARK =
      "color-scheme:dark;--surface:#1b1d23;--line:#71747f;--hair:#30333c;--bad:#ffb3a9;"
          + "--bad-wash:#341d1c;--vinyl:#26282f;--groove:#3d4049}"
          + ".sleeve{--ink:#f2f1ec;--soft:#a9acb6;--paper:#111216}";

  private static String on(String colour) {
    return isLight(colour) ? "#000" : "#fff";
  }

  private static boolean isLight(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5)
        > MIDDLE;
  }

  private static double channel(String colour, int at) {
    double part = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
