package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.errors.FieldError;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlastContentTest {

  private static final Map<MergeText.Field, String> ADA =
      Map.of(MergeText.Field.FIRST_NAME, "Ada", MergeText.Field.ARTIST_NAME, "Mira");

  @Test
  void makesHtmlAndReadableTextOfMarkdown() {
    BlastContent content =
        BlastContent.of(
            "s", "# Out **now**\n\nHear [it](https://a.example/x) here.\n\n- one\n- two");

    assertThat(content.html(ADA))
        .contains("<strong>now</strong>", "href=\"https://a.example/x\"", "<li>one</li>");
    assertThat(content.text(ADA)).contains("Out now", "it", "https://a.example/x", "one");
  }

  @Test
  void isTheSameToTheLetterInEveryProcess() {
    String html =
        BlastContent.of("Hi", "# One\n\nTwo [three](https://a.example) `four`").html(Map.of());

    // Attributes in the order of their names; that of a hash differs from one JVM to the next.
    assertThat(html)
        .contains("class=\"ink\" style=")
        .doesNotContainPattern("style=\"[^\"]*\" class=");
  }

  @Test
  void putsValuesInAndFallbacksWhereThereAreNone() {
    BlastContent content =
        BlastContent.of(
            "{{firstName|you}}", "{{ firstName | you }} in {{city|your town}}, {{artistName}}");

    assertThat(content.subject(ADA)).isEqualTo("Ada");
    assertThat(content.text(ADA).strip()).isEqualTo("Ada in your town, Mira");
    assertThat(content.subject(Map.of())).isEqualTo("you");
  }

  @Test
  void neverReadsValuesAsMarkdownHtmlOrMergeFields() {
    String evil = "**x** <script>alert('1')</script> {{city|y}} [a](http://b) & \"";
    BlastContent content = BlastContent.of("s", "Hi {{firstName|you}}");
    Map<MergeText.Field, String> values = Map.of(MergeText.Field.FIRST_NAME, evil);

    assertThat(content.html(values))
        .contains(
            "**x** &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; {{city|y}} [a](http://b) &amp; &quot;")
        .doesNotContain("<script>", "<strong>");
    assertThat(content.text(values)).contains(evil);
  }

  @Test
  void showsRawHtmlAsTheTextItIs() {
    BlastContent content = BlastContent.of("s", "<script>x</script>\n\na <b onclick=x>b</b>");

    assertThat(content.html(ADA))
        .contains("&lt;script&gt;", "&lt;b onclick=x&gt;")
        .doesNotContain("<script>", "<b ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a {{name|x}};          unknown-merge-field; Line 1, column 3",
        "a {{firstName}};       missing-fallback;    Line 1, column 3",
        "a {{firstName|x;       unbalanced-braces;   Line 1, column 3",
        "abc }} d;              unbalanced-braces;   Line 1, column 5",
        "{{a {{artistName}} }}; unbalanced-braces;   Line 1, column 1",
        "{{}};                  unknown-merge-field; Line 1, column 1",
        "[a](javascript:x);     bad-link;            Links",
        "[a](//b.example);      bad-link;            Links",
        "[a](data:text/html,x); bad-link;            Links",
        "[a](http://x/{{city|y}}); merge-field-in-link; A link"
      })
  void saysWhatIsWrongAndWhere(String body, String code, String place) {
    List<FieldError> faults = BlastContent.faults("s", body);

    assertThat(faults).extracting(FieldError::code).containsExactly(code);
    assertThat(faults.getFirst().field()).isEqualTo("body");
    assertThat(faults.getFirst().detail()).startsWith(place);
  }

  @ParameterizedTest
  @CsvSource({"'>',''", "'1. ',''", "'*a ','a* '", "*,*"})
  void refusesWhatIsNestedWithoutEnd(String open, String close) {
    int times = 19_000 / (open.length() + close.length());

    List<FieldError> faults =
        BlastContent.faults("s", open.repeat(times) + "a" + close.repeat(times));

    assertThat(faults).extracting(FieldError::code).containsExactly("too-deep");
    assertThat(BlastContent.faults("s", "> > > 1. *a **b** c*")).isEmpty();
  }

  @Test
  void countsLinesAndColumnsFromOne() {
    List<FieldError> faults = BlastContent.faults("s", "one\ntwo 😀 {{city}}");

    assertThat(faults.getFirst().detail()).startsWith("Line 2, column 7:");
  }

  @Property
  void neitherLosesNorAddsAnything(
      @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = 'z') String before,
      @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = 'z') String after,
      @ForAll @StringLength(max = 20) String value)
      throws MergeText.Fault {
    MergeText text = MergeText.parse(before + "{{city|x}}" + after);

    String filled =
        text.fill(text.marked(), Map.of(MergeText.Field.CITY, value), UnaryOperator.identity());

    assertThat(filled).isEqualTo(before + value + after);
  }

  @Property
  void takesOrRefusesAnyTextAndSaysAPlaceInIt(
      @ForAll @CharRange(from = '{', to = '}') @StringLength(max = 12) String braces,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 3) String word) {
    String text = word + braces + word;
    try {
      MergeText parsed = MergeText.parse(text);
      Assume.that(parsed.uses().isEmpty());
      assertThat(parsed.marked()).isEqualTo(text);
      assertThat(text).doesNotContain("{{", "}}");
    } catch (MergeText.Fault e) {
      assertThat(e.at()).isBetween(0, text.length() - 1);
      assertThat(text).containsAnyOf("{{", "}}");
    }
  }
}
