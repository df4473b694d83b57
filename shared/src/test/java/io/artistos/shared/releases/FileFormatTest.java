package io.artistos.shared.releases;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FileFormatTest {

  private static final Map<FileFormat, List<String>> HEADS =
      Map.of(
          FileFormat.WAV, List.of("RIFF\1\2\3\4WAVE", "RF64\377\377\377\377WAVE"),
          FileFormat.FLAC, List.of("fLaC\0\0\0\42\20\0\20\0"),
          FileFormat.MP3, List.of("ID3\4\0\0\0\0\0\0TT", "\377\373\220\0\0\0\0\0\0\0\0\0"),
          FileFormat.AIFF, List.of("FORM\0\0\1\0AIFF", "FORM\0\0\1\0AIFC"),
          FileFormat.M4A, List.of("\0\0\0\40ftypM4A ", "\0\0\0\40ftypmp42"),
          FileFormat.JPEG, List.of("\377\330\377\340\0\20JFIF\0\1"),
          FileFormat.PNG, List.of("\211PNG\r\n\32\n\0\0\0\r"),
          FileFormat.WEBP, List.of("RIFF\1\2\3\4WEBP"));

  @Test
  void tellsEachFormatFromEveryOther() {
    assertThat(HEADS.keySet()).isEqualTo(EnumSet.allOf(FileFormat.class));
    HEADS.forEach(
        (format, heads) -> {
          for (String head : heads) {
            assertThat(matching(head)).as(format + " " + head).isEqualTo(Set.of(format));
          }
        });
  }

  @Test
  void takesNothingElse() {
    for (String head :
        List.of(
            "",
            "RIFF",
            "RIFF\1\2\3\4AVI ",
            "<!doctype ht",
            "MZ\220\0\3\0\0\0\4\0\0\0",
            "%PDF-1.7\n%..",
            "\377\376a\0b\0c\0d\0e\0", // UTF-16 text begins almost like a frame of MP3
            "\0\0\0\40ftypheic")) {
      assertThat(matching(head)).as(head).isEmpty();
    }
  }

  private static Set<FileFormat> matching(String head) {
    byte[] bytes = head.getBytes(ISO_8859_1);
    return Arrays.stream(FileFormat.values())
        .filter(format -> format.matches(bytes))
        .collect(Collectors.toUnmodifiableSet());
  }
}
