package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Codes that cameras find: dark on white, with room around. */
class PageQrTest {

  private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
  private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

  @Test
  void hasFourModulesOfWhiteAroundIt() {
    String svg = PageQr.svg("https://fans.example.org/s/abcdefg?source=qr");
    int size = SIZE.matcher(svg).results().mapToInt(found -> number(found, 1)).sum();
    List<MatchResult> modules = MODULE.matcher(svg).results().toList();

    assertThat(svg)
        .contains("<rect width=\"" + size + "\" height=\"" + size + "\" fill=\"#fff\"/>");
    for (int at : new int[] {1, 2}) {
      assertThat(modules.stream().mapToInt(found -> number(found, at)).min()).hasValue(4);
      assertThat(modules.stream().mapToInt(found -> number(found, at)).max()).hasValue(size - 5);
    }
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
