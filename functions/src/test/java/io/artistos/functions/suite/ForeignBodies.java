package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bodies with somebody else's ids in the place of one's own. */
final class ForeignBodies {

  private ForeignBodies() {}

  /** For each member that is an id, the body with each of the ids in its place. */
  static Stream<String> of(JsonNode body, List<String> ids) {
    List<String> members = new ArrayList<>();
    if (body.isObject()) {
      body.fieldNames().forEachRemaining(members::add);
    }
    return members.stream()
        .filter(member -> member.equals("id") || member.endsWith("Id"))
        .flatMap(member -> ids.stream().map(id -> with((ObjectNode) body, member, id)));
  }

  private static String with(ObjectNode body, String member, String id) {
    return RunningSuite.write(body.deepCopy().put(member, id));
  }
}
