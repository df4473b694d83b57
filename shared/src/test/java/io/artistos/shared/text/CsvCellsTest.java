package io.artistos.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "|x", "%x", " =1", "\tx", "\rx"})
  void guardsWhatSpreadsheetsRunAndTakesTheGuardOff(String cell) {
    assertThat(CsvCells.harmless(cell)).isEqualTo("'" + cell);
    assertThat(CsvCells.plain("'" + cell)).isEqualTo(cell);
    assertThat(CsvCells.plain(cell)).isEqualTo(cell);
  }

  @Test
  void leavesAllElseAsItIs() {
    for (String cell : new String[] {"", "Ada", "'n Sync", "'", "''=1", "1-1"}) {
      assertThat(CsvCells.harmless(cell)).isEqualTo(cell);
      assertThat(CsvCells.plain(cell)).isEqualTo(cell);
    }
  }
}
