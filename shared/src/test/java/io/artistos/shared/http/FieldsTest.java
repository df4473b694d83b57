package io.artistos.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final int MOST = 2_000;
  private static final String FORM = "application/x-www-form-urlencoded";

  @Test
  void readsJsonAndFormsAlike() {
    assertThat(json("{\"name\":\" Zoë \"}").required("name", 10)).isEqualTo("Zoë");
    assertThat(form("name=+Zo%C3%AB+&x=1").required("name", 10)).isEqualTo("Zoë");
    assertThat(form("name=%F0%9F%8E%B8").required("name", 10)).isEqualTo("🎸");
    assertThat(form("name=🎸ë").required("name", 10)).isEqualTo("🎸ë");
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    Fields fields = json("{\"a\":1,\"b\":\"\",\"c\":\"toolong\",\"d\":\"a\\u0000b\",\"e\":null}");
    fields.required("a", 9);
    fields.required("b", 9);
    fields.required("c", 3);
    fields.required("d", 9);
    fields.required("e", 9);
    fields.optional("f", 9);

    assertThatThrownBy(fields::check)
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.errors())
                    .extracting(FieldError::field, FieldError::code)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("b", "required"),
                        org.assertj.core.groups.Tuple.tuple("c", "too-long"),
                        org.assertj.core.groups.Tuple.tuple("d", "invalid"),
                        org.assertj.core.groups.Tuple.tuple("e", "required")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\\nb\"}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"a\\ud800b\"}",
        "{\"name\":\"a\\u202eb\"}",
        "{\"name\":\"a\\ufffdb\"}",
        "{\"name\":\"a\\u2028b\"}"
      })
  void refusesCharactersThatNobodyTypes(String body) {
    Fields fields = json(body);
    fields.optional("name", 10);

    assertThatThrownBy(fields::check).isInstanceOf(InvalidInput.class);
  }

  @Test
  void countsCodePointsNotChars() {
    assertThat(json("{\"name\":\"🎸🎸🎸\"}").required("name", 3)).isEqualTo("🎸🎸🎸");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "\"x\"", "null", "{}{}", "{\"a\":1,\"a\":2}", "{'a':1}", "nul"})
  void refusesWhatIsNoJsonObject(String body) {
    assertKind(MalformedRequest.Kind.NOT_READABLE, "application/json", body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%ff",
        "%C3=1",
        "a=%ED%A0%80",
        "a=%+5",
        "a=%-1",
        "a=\ud800"
      })
  void refusesWhatIsNoPercentEncodedUtf8(String body) {
    assertKind(MalformedRequest.Kind.NOT_READABLE, FORM, body);
  }

  @Test
  void refusesJsonPastTheParsersLimits() {
    assertKind(
        MalformedRequest.Kind.NOT_READABLE, "application/json", "{\"a\":" + "[".repeat(1_200));
    Fields number = json("{\"a\":" + "1".repeat(900) + "}");
    number.optional("a", 9);
    assertThatThrownBy(number::check).isInstanceOf(InvalidInput.class);
  }

  @Test
  void refusesOtherMediaTypesAndLargeBodies() {
    assertKind(MalformedRequest.Kind.UNSUPPORTED_MEDIA_TYPE, "text/plain", "a=1");
    assertKind(MalformedRequest.Kind.UNSUPPORTED_MEDIA_TYPE, "", "a=1");
    assertKind(MalformedRequest.Kind.TOO_LARGE, FORM, "a=" + "x".repeat(1_999));
    assertKind(MalformedRequest.Kind.TOO_LARGE, FORM, "é".repeat(1_001));
  }

  @Test
  void takesTheMediaTypeWithParametersInAnyCase() {
    Call call = call("Application/JSON; charset=utf-8", "{\"a\":\"b\"}");

    assertThat(Fields.read(call, 1_000).required("a", 1)).isEqualTo("b");
  }

  @Property
  void anyFormIsReadOrRefusedButNeverFails(@ForAll String body) {
    try {
      Fields fields = form(body);
      fields.optional("a", 5);
      fields.check();
    } catch (MalformedRequest | InvalidInput e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property
  void anyTextComesThroughJsonUnchangedOrIsRefused(@ForAll String text) {
    Fields fields = json(Json.write(Map.of("a", text)));
    Optional<String> read = fields.optional("a", 500);

    assertThat(read.orElse(""))
        .satisfiesAnyOf(
            value -> assertThat(value).isEqualTo(text.strip()),
            value -> assertThatThrownBy(fields::check).isInstanceOf(InvalidInput.class));
  }

  private static void assertKind(MalformedRequest.Kind kind, String type, String body) {
    assertThatThrownBy(() -> Fields.read(call(type, body), MOST))
        .isInstanceOfSatisfying(MalformedRequest.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static Fields json(String body) {
    return Fields.read(call("application/json", body), 100_000);
  }

  private static Fields form(String body) {
    return Fields.read(call(FORM, body), 100_000);
  }

  private static Call call(String type, String body) {
    return new Call(
        "POST",
        URI.create("http://localhost/"),
        Map.of("content-type", type),
        Map.of(),
        Optional.of(body));
  }
}
