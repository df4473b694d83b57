package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {

  @ParameterizedTest(name = "{0} takes {1} as {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "fans                    | fans                                      | {}",
        "fans                    | FANS                                      | {}",
        "fans/{id}               | Fans/AbC                                  | {id=AbC}",
        "fans/{id}               | fans/a%20b                                | {id=a b}",
        "fans/{id}               | fans/a+b                                  | {id=a+b}",
        "fans/{id}               | fans/x/                                   | {id=x}",
        "fans/{id?}              | fans                                      | {}",
        "fans/{id?}              | fans/7                                    | {id=7}",
        "fans/{id=3}             | fans                                      | {id=3}",
        "fans/{id=3}             | fans/7                                    | {id=7}",
        "fans/{id:int=3}         | fans                                      | {id=3}",
        "{a}/x/{b}               | 1/X/2                                     | {a=1, b=2}",
        "files/{*rest}           | files/a/B/c                               | {rest=a/B/c}",
        "files/{*rest}           | files                                     | {}",
        "{*rest}                 | a                                         | {rest=a}",
        "n/{id:int}              | n/-12                                     | {id=-12}",
        "n/{id:int}              | n/2147483647                              | {id=2147483647}",
        "g/{id:guid}             | g/0F8FAD5B-d9cb-469f-a165-70867728950e    | "
            + "{id=0F8FAD5B-d9cb-469f-a165-70867728950e}",
        "c/{x:alpha}             | c/Abc                                     | {x=Abc}",
        "c/{x:length(2)}         | c/de                                      | {x=de}",
        "c/{x:alpha:length(2)}   | c/de                                      | {x=de}",
      })
  void matches(String template, String path, String captured) {
    assertThat(RouteTemplate.parse(template).match(Routes.segments("/" + path)))
        .hasToString(captured);
  }

  @ParameterizedTest(name = "{0} does not take {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "fans                  | fan",
        "fans                  | fans/1",
        "fans/{id}             | fans",
        "fans/{id}             | fans//",
        "fans/{id?}            | fans/1/2",
        "{a}/x                 | /x",
        "n/{id:int}            | n/1.5",
        "n/{id:int}            | n/2147483648",
        "n/{id:int?}           | n/x",
        "g/{id:guid}           | g/0f8fad5b",
        "c/{x:alpha}           | c/a1",
        "c/{x:length(2)}       | c/abc",
        "c/{x:alpha:length(2)} | c/a1",
      })
  void doesNotMatch(String template, String path) {
    assertThat(RouteTemplate.parse(template).match(Routes.segments("/" + path))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/{id:min(3)}",
        "a/{id",
        "a/x{id}",
        "a/{id}.{ext}",
        "a/{id?}/b",
        "a/{*rest}/b",
        "a//b"
      })
  void refusesWhatIsNotBuilt(String template) {
    assertThatThrownBy(() -> RouteTemplate.parse(template))
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining(template);
  }
}
