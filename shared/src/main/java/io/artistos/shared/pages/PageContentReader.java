package io.artistos.shared.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.pages.PageContent.PageColours;
import io.artistos.shared.pages.PageContent.PageImage;
import io.artistos.shared.pages.PageContent.PageLink;
import io.artistos.shared.pages.PageContent.PageText;
import io.artistos.shared.text.FieldKeys;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an artist sends for a fan page, checked. Not thread-safe: one for each request. */
final class PageContentReader {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_TITLE = 80;
  private static final int MOST_INTRO = 500;
  private static final int MOST_CONSENT = 400;
  private static final int MOST_THANKS = 500;
  private static final int MOST_ALT = 200;
  private static final int MOST_LABEL = 60;
  private static final int MOST_URL = 500;
  private static final int MOST_LINKS = 20;
  private static final int MOST_FIELDS = 10;
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
  private final Fields fields;

  private PageContentReader(Fields fields) {
    this.fields = fields;
  }

  static Fields fields(Call call) {
    return Fields.read(call, MOST_BYTES);
  }

  /**
   * The body as a page's content.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when something in it is wrong
   */
  static PageContent read(Call call) {
    return read(fields(call));
  }

  /** The same from fields of which others may be wrong, too. */
  static PageContent read(Fields fields) {
    PageContentReader reader = new PageContentReader(fields);
    PageContent content =
        new PageContent(
            reader.language("language", fields.optional("language", MOST_LABEL).orElse("en")),
            fields.optional("title", MOST_TITLE).orElse(null),
            reader.texts(reader.node("texts")),
            reader.image(reader.node("image")),
            reader.colours(reader.node("colours")),
            reader.links(reader.node("links")),
            reader.asked(reader.node("fields")),
            fields
                .optional("redirect", MOST_URL)
                .flatMap(u -> reader.url("redirect", u))
                .orElse(null));
    if (!content.texts().containsKey(content.language())) {
      fields.reject("texts", "incomplete", "The page's own language must be among its texts.");
    }
    fields.check();
    return content;
  }

  private JsonNode node(String name) {
    return fields.node(name).orElse(MissingNode.getInstance());
  }

  private Language language(String path, String tag) {
    Optional<Language> language = Language.find(tag);
    if (language.isEmpty()) {
      fields.reject(path, "invalid", "A language that pages can speak, such as en.");
    }
    return language.orElse(Language.EN);
  }

  private Map<Language, PageText> texts(JsonNode node) {
    Map<Language, PageText> texts = new EnumMap<>(Language.class);
    for (Map.Entry<String, JsonNode> entry : object("texts", node).entrySet()) {
      String path = "texts." + entry.getKey();
      JsonNode text = entry.getValue();
      texts.put(
          language(path, entry.getKey()),
          new PageText(
              fields.textOf(path + ".intro", text.path("intro"), MOST_INTRO).orElse(null),
              consent(path + ".consent", text.path("consent")),
              fields.textOf(path + ".thanks", text.path("thanks"), MOST_THANKS).orElse(null)));
    }
    return texts;
  }

  /** A fan must see whose mail it is that they agree to. */
  private @Nullable String consent(String path, JsonNode node) {
    Optional<String> text = fields.lineOf(path, node, MOST_CONSENT);
    if (text.isPresent() && !text.get().contains(PageWording.ARTIST)) {
      fields.reject(
          path, "invalid", "The text must name the artist: write " + PageWording.ARTIST + ".");
    }
    return text.orElse(null);
  }

  private @Nullable PageImage image(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return new PageImage(
        id("image.releaseId", node.path("releaseId")),
        id("image.mediaId", node.path("mediaId")),
        fields.requiredOf("image.alt", node.path("alt"), MOST_ALT));
  }

  private String id(String path, JsonNode node) {
    String id = fields.requiredOf(path, node, MOST_LABEL);
    if (!id.isEmpty() && !RequestIds.isOne(id)) {
      fields.reject(path, "invalid", "This is no id of ours.");
    }
    return id;
  }

  private PageColours colours(JsonNode node) {
    return new PageColours(
        colour("colours.accent", node.path("accent")),
        colour("colours.background", node.path("background")));
  }

  private @Nullable String colour(String path, JsonNode node) {
    Optional<String> text =
        fields.lineOf(path, node, MOST_LABEL).map(t -> t.toLowerCase(java.util.Locale.ROOT));
    if (text.isPresent() && !COLOUR.matcher(text.get()).matches()) {
      fields.reject(path, "invalid", "A colour is written as #rrggbb.");
    }
    return text.orElse(null);
  }

  private List<PageLink> links(JsonNode node) {
    List<PageLink> links = new ArrayList<>();
    for (JsonNode one : list("links", node, MOST_LINKS)) {
      String path = "links[" + links.size() + "]";
      String label = fields.requiredOf(path + ".label", one.path("label"), MOST_LABEL);
      String url = fields.requiredOf(path + ".url", one.path("url"), MOST_URL);
      links.add(
          new PageLink(label, url(path + ".url", url).orElse(URI.create("https://a.invalid"))));
    }
    return links;
  }

  /** Only what a browser opens as a page: never a script, a file, or an address with a password. */
  private Optional<URI> url(String path, String text) {
    try {
      URI url = URI.create(text);
      if ("https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // Rejected below.
    }
    if (!text.isEmpty()) {
      fields.reject(path, "invalid", "An address that begins with https://.");
    }
    return Optional.empty();
  }

  private List<AskedField> asked(JsonNode node) {
    List<AskedField> asked = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (JsonNode one : list("fields", node, MOST_FIELDS)) {
      String path = "fields[" + asked.size() + "]";
      String key = fields.requiredOf(path + ".key", one.path("key"), MOST_LABEL);
      if (!key.isEmpty() && (!FieldKeys.isOne(key) || AskedField.isTaken(key) || !keys.add(key))) {
        fields.reject(
            path + ".key",
            "invalid",
            FieldKeys.RULE + " Each stands once, some are the form's own.");
      }
      asked.add(new AskedField(key, required(path, one), labels(path, key, one.path("labels"))));
    }
    return asked;
  }

  private boolean required(String path, JsonNode field) {
    JsonNode required = field.path("required");
    if (!required.isMissingNode() && !required.isBoolean()) {
      fields.reject(path + ".required", "wrong-type", "This field is true or false.");
    }
    return required.asBoolean(false);
  }

  private Map<Language, String> labels(String path, String key, JsonNode node) {
    Map<Language, String> labels = new EnumMap<>(Language.class);
    for (Map.Entry<String, JsonNode> entry : object(path + ".labels", node).entrySet()) {
      String place = path + ".labels." + entry.getKey();
      labels.put(
          language(place, entry.getKey()), fields.requiredOf(place, entry.getValue(), MOST_LABEL));
    }
    if (labels.isEmpty() && !AskedField.isOurs(key)) {
      fields.reject(path + ".labels", "required", "A field of your own needs a label.");
    }
    return AskedField.isOurs(key) ? Map.of() : labels;
  }

  private Map<String, JsonNode> object(String path, JsonNode node) {
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      fields.reject(path, "wrong-type", "This field must be an object.");
    }
    Map<String, JsonNode> members = new java.util.LinkedHashMap<>();
    node.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    return members;
  }

  private List<JsonNode> list(String path, JsonNode node, int most) {
    boolean fits = node.isMissingNode() || node.isNull() || node.isArray();
    if (!fits || node.size() > most) {
      fields.reject(path, "invalid", "A list of at most " + most + ".");
      return List.of();
    }
    List<JsonNode> all = new ArrayList<>();
    node.forEach(all::add);
    return all;
  }
}
