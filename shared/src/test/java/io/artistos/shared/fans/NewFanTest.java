package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.pages.AskedField;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageContent;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a form may send. */
class NewFanTest {

  private static final AskedField SIZE = new AskedField("size", true, Map.of(Language.EN, "Size"));

  private final FanWorld world = new FanWorld();
  private final FanPages pages = new FanPages(world.platform.database(), world.clock);
  private final FanPage page = asking(List.of(AskedField.FIRST_NAME, SIZE));

  @ParameterizedTest
  @CsvSource({
    "4111 1111 1111 1111, M, firstName, card-number",
    "Ada, my IBAN is DE89370400440532013000, size, bank-account",
    "Ada, 078-05-1120, size, social-security-number"
  })
  void isRefusedWithANumberThatMustNotBeCollected(
      String firstName, String size, String field, String code) {
    InvalidInput refused =
        catchThrowableOfType(
            InvalidInput.class,
            () -> NewFan.read(call(firstName, size, "band.example"), page, pages));

    assertThat(refused.errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactly(tuple(field, code));
  }

  @Test
  void isReadWithoutOneWhereThePageOfSomebodyElseHasIt() {
    NewFan fan = NewFan.read(call("Ada", "M", "band.example/4111111111111111"), page, pages);

    assertThat(fan.firstName()).contains("Ada");
    assertThat(fan.fields()).isEqualTo(Map.of("size", "M"));
    assertThat(fan.source()).isEmpty();
    assertThat(NewFan.read(call("Ada", "M", "band.example"), page, pages).source())
        .contains("band.example");
  }

  private FanPage asking(List<AskedField> fields) {
    FanPage old = world.page;
    PageContent content =
        new PageContent(
            Language.EN, null, Map.of(), null, old.content().colours(), List.of(), fields, null);
    return new FanPage(
        old.id(),
        old.tenantId(),
        old.type(),
        old.schema(),
        old.slug(),
        old.artistName(),
        null,
        old.createdAt(),
        content,
        0,
        null,
        null,
        null);
  }

  private static Call call(String firstName, String size, String source) {
    return new Call(
        "POST",
        URI.create("http://localhost/"),
        Map.of("content-type", "application/json"),
        Map.of(),
        Optional.of(
            """
            {"email": "fan@example.com", "consent": "%s", "firstName": "%s", "size": "%s", "source": "%s"}
            """
                .formatted(
                    ConsentWording.current(Language.EN).version(), firstName, size, source)));
  }
}
