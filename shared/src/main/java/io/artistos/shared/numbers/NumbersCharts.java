package io.artistos.shared.numbers;

import io.artistos.shared.http.Reply;
import io.artistos.shared.numbers.NumbersRequest.Group;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.tenancy.TenantId;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as pictures in which pages have their names. Thread-safe. */
public final class NumbersCharts {

  private final Numbers numbers;
  private final FanPages pages;

  public NumbersCharts(Numbers numbers, FanPages pages) {
    this.numbers = numbers;
    this.pages = pages;
  }

  /** As {@link Numbers#read}; one query more when the lines are of pages. */
  public Reply draw(TenantId tenant, NumbersRequest request) {
    Map<String, String> names =
        request.by() == Group.PAGE
            ? pages.of(tenant).stream()
                .collect(Collectors.toMap(FanPage::id, page -> page.slug().value()))
            : Map.of();
    return NumbersChart.reply(numbers.read(tenant, request), names);
  }
}
