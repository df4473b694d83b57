package io.artistos.functions.suite;

import io.artistos.functions.suite.PackagedFunctions.Function;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One call that was made up.
 *
 * @param who calls, by their name in {@link FuzzCallers}
 * @param path with its query, percent-encoded
 * @param body empty for none
 */
record FuzzedCall(
    Function function,
    String who,
    String path,
    List<Map.Entry<String, String>> headers,
    byte[] body) {

  private static final int SHOWN = 300;

  @Override
  public String toString() {
    String text = new String(body, StandardCharsets.UTF_8);
    return function
        + " by "
        + who
        + ": "
        + function.method()
        + " "
        + cut(path)
        + " "
        + headers.stream().map(header -> header.getKey() + "=" + cut(header.getValue())).toList()
        + (text.isEmpty() ? "" : " " + cut(RunningSuite.write(text)));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
  }
}
