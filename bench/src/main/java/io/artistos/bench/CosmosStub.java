package io.artistos.bench;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers what the SDK asks at its start, then every read and create at once with the same text, on
 * the HTTP server of the real one. It checks and keeps nothing.
 */
public final class CosmosStub {

  private static final String RID = "AAAAAYAAAAI=";
  private static final String ITEM =
      "{\"id\":\"i\",\"tenantId\":\"tenant\",\"text\":\"" + "x".repeat(560) + "\"}";

  private CosmosStub() {}

  public static void main(String[] args) {
    System.out.println(LocalHttpServer.start(0, null, CosmosStub::handle).uri());
  }

  private static Response handle(Request request) {
    String path = request.path();
    if (path.endsWith("/docs")) {
      return answer(201, "");
    }
    if (path.contains("/docs/")) {
      return answer(200, ITEM);
    }
    if (path.endsWith("/pkranges")) {
      boolean known = request.header("if-none-match") != null;
      return answer(known ? 304 : 200, known ? "" : RANGES);
    }
    return answer(200, path.contains("/colls/") ? CONTAINER : account(request));
  }

  private static Response answer(int status, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("etag", "\"1\"");
    headers.put("x-ms-request-charge", "1");
    headers.put("x-ms-session-token", "0:-1#1");
    headers.put("x-ms-alt-content-path", "dbs/db/colls/c");
    headers.put("x-ms-content-path", RID);
    headers.put("x-ms-activity-id", "00000000-0000-0000-0000-000000000000");
    return new Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static final String CONTAINER =
      """
      {"id":"c","_rid":"%s","_self":"dbs/AAAAAQ==/colls/%s/","_etag":"\\"1\\"","_ts":1,
       "partitionKey":{"kind":"Hash","paths":["/tenantId"],"version":2}}
      """
          .formatted(RID, RID);

  private static final String RANGES =
      """
      {"_rid":"%s","_count":1,"PartitionKeyRanges":[{"_rid":"%s","id":"0","_etag":"\\"1\\"",
       "minInclusive":"","maxExclusive":"FF","ridPrefix":0,"_self":"x","throughputFraction":1,
       "status":"online","parents":[],"_ts":1}]}
      """
          .formatted(RID, RID);

  private static String account(Request request) {
    String location =
        "[{\"name\":\"Local\",\"databaseAccountEndpoint\":\"http://%s/\"}]"
            .formatted(request.header("host"));
    return """
    {"id":"localhost","_rid":"localhost","_self":"","_dbs":"//dbs/","media":"//media/",
     "addresses":"//addresses/","writableLocations":%s,"readableLocations":%s,
     "enableMultipleWriteLocations":false,
     "userConsistencyPolicy":{"defaultConsistencyLevel":"Session"},
     "userReplicationPolicy":{"asyncReplication":false,"minReplicaSetSize":1,"maxReplicasetSize":4},
     "systemReplicationPolicy":{"minReplicaSetSize":1,"maxReplicasetSize":4},
     "readPolicy":{"primaryReadCoefficient":1,"secondaryReadCoefficient":1},
     "queryEngineConfiguration":"{\\"maxSqlQueryInputLength\\":262144}"}
    """
        .formatted(location, location);
  }
}
