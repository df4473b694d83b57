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
        "c/{x:length(2,4)}       | c/abcd                                    | {x=abcd}",
        "c/{x:minlength(2)}      | c/ab                                      | {x=ab}",
        "c/{x:maxlength(2)}      | c/ab                                      | {x=ab}",
        "n/{x:min(3)}            | n/3                                       | {x=3}",
        "n/{x:max(3)}            | n/-9                                      | {x=-9}",
        "n/{x:range(3,5)}        | n/5                                       | {x=5}",
        "n/{x:int:min(1)?}       | n                                         | {}",
        "n/{x:long}              | n/2147483648                              | {x=2147483648}",
        "n/{x:decimal}           | n/-1.5                                    | {x=-1.5}",
        "n/{x:double}            | n/1.5e3                                   | {x=1.5e3}",
        "n/{x:float}             | n/.5                                      | {x=.5}",
        "b/{x:bool}              | b/TRUE                                    | {x=TRUE}",
        "d/{x:datetime}          | d/2026-11-27                              | {x=2026-11-27}",
        "d/{x:datetime}          | d/2026-11-27T02:30:00Z                    | "
            + "{x=2026-11-27T02:30:00Z}",
        "r/{x:regex(^\\d{{3}}$)}  | r/123                                     | {x=123}",
        "r/{x:regex(^(ab)+$)}    | r/ABab                                    | {x=ABab}",
        "r/{x:required}          | r/x                                       | {x=x}",
        "files/{**rest}          | files/a/b                                 | {rest=a/b}",
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
        "c/{x:length(2,4)}     | c/abcde",
        "c/{x:minlength(2)}    | c/a",
        "c/{x:maxlength(2)}    | c/abc",
        "n/{x:min(3)}          | n/2",
        "n/{x:min(3)}          | n/x",
        "n/{x:max(3)}          | n/4",
        "n/{x:range(3,5)}      | n/6",
        "n/{x:int:min(1)}      | n/0",
        "n/{x:long}            | n/1.5",
        "n/{x:decimal}         | n/1e3",
        "n/{x:double}          | n/one",
        "b/{x:bool}            | b/1",
        "d/{x:datetime}        | d/2026-13-01",
        "r/{x:regex(^\\d{{3}}$)} | r/1234",
      })
  void doesNotMatch(String template, String path) {
    assertThat(RouteTemplate.parse(template).match(Routes.segments("/" + path))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/{id:file}",
        "a/{id:min}",
        "a/{id:min(x)}",
        "a/{id:range(1)}",
        "a/{id:min(1,2)}",
        "a/{id:regex([)}",
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
