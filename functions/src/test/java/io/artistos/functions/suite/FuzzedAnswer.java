package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with an answer, whatever was asked. */
final class FuzzedAnswer {

  private static final int LONGEST_PROBLEM = 16_000;
  private static final Pattern STACK =
      Pattern.compile("\\tat |[a-z]Exception|[a-z]Error\\b|\\b(?:java|com|io)\\.[a-z]+\\.[a-z]+");

  private FuzzedAnswer() {}

  static List<String> faults(HttpResponse<String> answer) {
    List<String> faults = new ArrayList<>();
    int status = answer.statusCode();
    String type = answer.headers().firstValue("content-type").orElse("");
    String body = answer.body();
    if (status >= 500) {
      faults.add("broke");
    }
    if (type.startsWith("text/html") && body.contains(Hostile.TAG)) {
      faults.add("shows what was sent as it was");
    }
    if (status >= 400 && status < 500 && !answer.request().method().equals("HEAD")) {
      if (STACK.matcher(body).find()) {
        faults.add("tells how it is made: " + body);
      }
      if (body.length() > LONGEST_PROBLEM) {
        faults.add("has " + body.length() + " characters");
      }
      if (!type.startsWith("text/html") && !isProblem(type, body, status)) {
        faults.add("is no problem document: " + type + " " + body);
      }
    }
    return faults;
  }

  private static boolean isProblem(String type, String body, int status) {
    if (!type.equals("application/problem+json")) {
      return false;
    }
    JsonNode problem = RunningSuite.read(body);
    return problem.path("status").asInt() == status
        && problem.path("type").asText().startsWith("urn:artistos:problem:");
  }
}
