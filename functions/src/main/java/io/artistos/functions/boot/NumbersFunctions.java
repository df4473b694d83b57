package io.artistos.functions.boot;

import io.artistos.functions.numbers.SettleNumbers;
import io.artistos.functions.numbers.ShowNumbers;
import io.artistos.functions.numbers.ShowNumbersChart;
import io.artistos.shared.numbers.Numbers;
import io.artistos.shared.numbers.NumbersCharts;
import io.artistos.shared.numbers.NumbersRounds;
import io.artistos.shared.numbers.NumbersSettling;
import java.util.stream.Stream;

/** How fan pages do. */
final class NumbersFunctions {

  private static final int PAGE = 100;

  private NumbersFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Numbers numbers = new Numbers(platform.database());
    NumbersSettling settling = new NumbersSettling(platform.database(), platform.clock());
    return Stream.of(
        new ShowNumbers(endpoint, numbers, platform.clock()),
        new ShowNumbersChart(
            endpoint, new NumbersCharts(numbers, platform.pages()), platform.clock()),
        new SettleNumbers(
            new NumbersRounds(platform.database(), settling, platform.clock(), PAGE)));
  }
}
