package io.artistos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Every rule in {@code docs/local} names tests that are there. A table of rules is one whose last
 * column is headed {@code test}; what it names is {@code Class.method} in backticks.
 */
class RulesTableTest {

  private static final Path DOCS = Path.of("..", "docs", "local");
  private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("README.md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRuleNamesTestsThatExist(Path page) throws Exception {
    assertThat(faults(Files.readAllLines(page), testClasses())).isEmpty();
  }

  @Test
  void aRowWithoutATestAndATestThatIsNotThereAreFound() throws Exception {
    List<String> table =
        List.of(
            "| rule | test |",
            "| --- | --- |",
            "| kept | `RulesTableTest.everyRuleNamesTestsThatExist` |",
            "| nothing shows it | |",
            "| no class | `AbsentTest.method` |",
            "| no method | `RulesTableTest.absent` |",
            "| no test | `RulesTableTest.pages` |");

    assertThat(faults(table, testClasses()))
        .containsExactly(
            "no test: | nothing shows it | |",
            "absent: AbsentTest.method",
            "absent: RulesTableTest.absent",
            "absent: RulesTableTest.pages");
    assertThat(faults(List.of("| rule | why |", "| --- | --- |", "| a | b |"), Map.of()))
        .containsExactly("no table whose last column is headed test");
  }

  private static List<String> faults(List<String> lines, Map<String, List<String>> classes)
      throws ClassNotFoundException {
    List<String> faults = new ArrayList<>();
    List<String> rows = rows(lines);
    if (rows.isEmpty()) {
      faults.add("no table whose last column is headed test");
    }
    for (String row : rows) {
      List<MatchResult> names = NAME.matcher(lastCell(row)).results().toList();
      if (names.isEmpty()) {
        faults.add("no test: " + row);
      }
      for (MatchResult name : names) {
        if (!exists(classes.getOrDefault(name.group(1), List.of()), name.group(2))) {
          faults.add("absent: " + name.group(1) + "." + name.group(2));
        }
      }
    }
    return faults;
  }

  /** The rows under the heads and rulers of all tables of rules. */
  private static List<String> rows(List<String> lines) {
    List<String> rows = new ArrayList<>();
    boolean rules = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("|")) {
        rules = false;
      } else if (i == 0 || !lines.get(i - 1).startsWith("|")) {
        rules = lastCell(line).equals("test");
      } else if (rules && !line.matches("[|: -]+")) {
        rows.add(line);
      }
    }
    return rows;
  }

  private static String lastCell(String row) {
    String open = row.strip().replaceFirst("\\|$", "");
    return open.substring(open.lastIndexOf('|') + 1).strip();
  }

  private static boolean exists(List<String> classes, String method) throws ClassNotFoundException {
    for (String name : classes) {
      Class<?> type = Class.forName(name, false, RulesTableTest.class.getClassLoader());
      if (Arrays.stream(type.getDeclaredMethods())
          .anyMatch(
              m ->
                  m.getName().equals(method) && AnnotationSupport.isAnnotated(m, Testable.class))) {
        return true;
      }
    }
    return false;
  }

  /** Full names of the compiled tests by simple name. */
  private static Map<String, List<String>> testClasses() throws IOException, URISyntaxException {
    Path root =
        Path.of(RulesTableTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .collect(Collectors.groupingBy(name -> name.substring(name.lastIndexOf('.') + 1)));
    }
  }
}
