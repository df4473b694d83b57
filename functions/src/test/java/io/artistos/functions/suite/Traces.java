package io.artistos.functions.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Finds where a text has left traces: in the database, in mails, in the suite's files. */
final class Traces {

  private final RunningSuite suite;

  Traces(RunningSuite suite) {
    this.suite = suite;
  }

  /** Whether an item of the database holds it. */
  boolean inStores(String text) {
    return suite.suite().cosmos().dump().anyMatch(item -> item.contains(text));
  }

  /** Whether a mail that the provider took holds it. */
  boolean inMails(String text) {
    return suite.suite().vendors().mails().stream()
        .anyMatch(mail -> mail.toString().contains(text));
  }

  /** Files of the suite that hold {@code text} as it is, in hexadecimal or in base64. */
  List<String> inFiles(String text) {
    List<byte[]> forms = forms(text);
    try (Stream<Path> files = Files.walk(suite.data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> forms.stream().anyMatch(form -> contains(bytes(file), form)))
          .map(file -> suite.data().relativize(file).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Base64 in its three alignments, without the characters that depend on the neighbours. */
  private static List<byte[]> forms(String text) {
    List<byte[]> forms = new ArrayList<>();
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    forms.add(plain);
    forms.add(HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + plain.length];
      System.arraycopy(plain, 0, shifted, shift, plain.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int from = shift == 0 ? 0 : shift + 1;
      int to = encoded.length() - (shifted.length % 3 == 0 ? 0 : 1);
      forms.add(encoded.substring(from, to).getBytes(StandardCharsets.US_ASCII));
    }
    return forms;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] hay, byte[] needle) {
    for (int i = 0; i <= hay.length - needle.length; i++) {
      int j = 0;
      while (j < needle.length && hay[i + j] == needle[j]) {
        j++;
      }
      if (j == needle.length) {
        return true;
      }
    }
    return false;
  }
}
