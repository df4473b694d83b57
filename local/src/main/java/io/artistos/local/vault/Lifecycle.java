package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What secrets and keys have in common: lists in pages, versions, changed attributes, and deletion
 * that can be taken back for 90 days.
 */
final class Lifecycle {

  /** How many of a list come at once unless fewer are asked for; Key Vault's limit too. */
  private static final int PAGE = 25;

  /** How one kind of object looks. */
  interface Shape {

    /** A version by itself. */
    ObjectNode whole(URI vault, String name, ObjectNode stored);

    /** An entry of a list: without what is secret; with {@code id} as it is. */
    ObjectNode listed(String id, ObjectNode stored);

    /** A 404 for the name. */
    VaultException notFound(String name);

    /** A 404 for a name that is not among the deleted ones. */
    VaultException notDeleted(String name);
  }

  private final String kind;
  private final VersionedFiles files;
  private final Shape shape;

  /**
   * @param kind {@code secrets} or {@code keys}
   */
  Lifecycle(String kind, VersionedFiles files, Shape shape) {
    this.kind = kind;
    this.files = files;
    this.shape = shape;
  }

  ObjectNode list(URI vault, Request request) {
    List<ObjectNode> entries = new ArrayList<>();
    for (String name : files.names(false)) {
      files.find(name, "").ifPresent(latest -> entries.add(shape.listed(id(vault, name), latest)));
    }
    return page(vault, request, entries);
  }

  ObjectNode listDeleted(URI vault, Request request) {
    List<ObjectNode> entries = new ArrayList<>();
    for (String name : files.names(true)) {
      files
          .deleted(name)
          .map(gone -> marked(vault, name, gone, shape.listed(id(vault, name), gone.latest())))
          .ifPresent(entries::add);
    }
    return page(vault, request, entries);
  }

  ObjectNode versions(URI vault, String name, Request request) {
    List<ObjectNode> entries = new ArrayList<>();
    for (ObjectNode version : files.versions(name)) {
      String id = id(vault, name) + "/" + version.path("version").asText();
      entries.add(shape.listed(id, version));
    }
    return page(vault, request, entries);
  }

  /** Changes attributes, tags and content type of a version; what is left out stays. */
  ObjectNode update(URI vault, String name, String version, JsonNode body) {
    Attributes.check(body);
    ObjectNode changed =
        files
            .change(
                name,
                version,
                stored -> {
                  Attributes.set(stored, body);
                  for (String field : List.of("tags", "contentType")) {
                    if (body.hasNonNull(field)) {
                      stored.set(field, body.get(field));
                    }
                  }
                })
            .orElseThrow(() -> shape.notFound(name));
    return shape.whole(vault, name, changed);
  }

  ObjectNode delete(URI vault, String name) {
    VersionedFiles.Deleted gone = files.delete(name).orElseThrow(() -> shape.notFound(name));
    return marked(vault, name, gone, shape.whole(vault, name, gone.latest()));
  }

  ObjectNode deleted(URI vault, String name) {
    VersionedFiles.Deleted gone = files.deleted(name).orElseThrow(() -> shape.notDeleted(name));
    return marked(vault, name, gone, shape.whole(vault, name, gone.latest()));
  }

  ObjectNode recover(URI vault, String name) {
    return shape.whole(vault, name, files.recover(name).orElseThrow(() -> shape.notDeleted(name)));
  }

  void purge(String name) {
    if (!files.purge(name)) {
      throw shape.notDeleted(name);
    }
  }

  private ObjectNode marked(URI vault, String name, VersionedFiles.Deleted gone, ObjectNode shown) {
    return shown
        .put("recoveryId", vault + "/deleted" + kind + "/" + name)
        .put("deletedDate", gone.at())
        .put("scheduledPurgeDate", gone.at() + VersionedFiles.RECOVERABLE.toSeconds());
  }

  private ObjectNode page(URI vault, Request request, List<ObjectNode> entries) {
    int size = Math.clamp(number(request.query("maxresults"), PAGE), 1, PAGE);
    int from = Math.min(number(request.query("$skiptoken"), 0), entries.size());
    int to = Math.min(from + size, entries.size());
    ObjectNode page = Json.object();
    ArrayNode value = page.putArray("value");
    entries.subList(from, to).forEach(value::add);
    String next =
        vault
            + request.path()
            + "?api-version="
            + request.query("api-version")
            + "&maxresults="
            + size
            + "&$skiptoken="
            + to;
    return to < entries.size() ? page.put("nextLink", next) : page.putNull("nextLink");
  }

  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private String id(URI vault, String name) {
    return vault + "/" + kind + "/" + name;
  }
}
