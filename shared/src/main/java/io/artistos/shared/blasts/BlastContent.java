package io.artistos.shared.blasts;

import io.artistos.shared.errors.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A blast's subject and body, read once and filled in for each fan: the body's Markdown
 * (CommonMark) as HTML and as plain text. Raw HTML comes out as the text it is; links lead to http,
 * https and mailto only. Immutable.
 */
final class BlastContent {

  /** Renderers and {@link Links} call themselves for each level. */
  private static final int MOST_LEVELS = 100;

  private static final List<String> SCHEMES = List.of("http", "https", "mailto");

  /** Mail clients drop style sheets, so what must look right carries its style. */
  private static final Map<Class<? extends Node>, Map<String, String>> STYLES =
      Map.of(
          Paragraph.class, ink("margin:0 0 16px; font-size:17px; line-height:27px; color:#16171b;"),
          Heading.class, ink("margin:24px 0 12px; line-height:1.3; color:#16171b;"),
          BlockQuote.class,
              Map.of(
                  "style", "margin:0 0 16px; padding:0 0 0 16px; border-left:3px solid #ffc233;"),
          Link.class, ink("color:#16171b;"),
          Code.class, ink("color:#16171b;"),
          Image.class, Map.of("style", "max-width:100%; height:auto; border-radius:8px;"),
          ThematicBreak.class,
              Map.of("style", "margin:24px 0; border:0; border-top:1px solid #e3e3dc;"));

  private static final Set<Class<? extends Node>> STYLED = STYLES.keySet();

  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(SCHEMES))
          .attributeProviderFactory(
              context ->
                  (node, tag, attributes) -> {
                    if (STYLED.contains(node.getClass()) && !tag.equals("pre")) {
                      attributes.putAll(STYLES.getOrDefault(node.getClass(), Map.of()));
                    }
                  })
          .build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS).build();

  private final MergeText subject;
  private final MergeText body;
  private final String html;
  private final String text;

  private BlastContent(MergeText subject, MergeText body, Node document) {
    this.subject = subject;
    this.body = body;
    this.html = HTML.render(document);
    this.text = TEXT.render(document);
  }

  /** Of a blast that was checked when it was saved. */
  static BlastContent of(String subject, String body) {
    List<FieldError> errors = new ArrayList<>();
    MergeText subjectText = merge("subject", subject, errors);
    MergeText bodyText = merge("body", body, errors);
    if (!errors.isEmpty()) {
      throw new IllegalStateException("a blast was stored that does not parse");
    }
    return new BlastContent(subjectText, bodyText, PARSER.parse(bodyText.marked()));
  }

  /** What is wrong, with its place; empty when {@link #of} will take it. */
  static List<FieldError> faults(String subject, String body) {
    List<FieldError> errors = new ArrayList<>();
    merge("subject", subject, errors);
    MergeText bodyText = merge("body", body, errors);
    Node document = PARSER.parse(bodyText.marked());
    if (isDeeperThan(MOST_LEVELS, document)) {
      errors.add(
          new FieldError("body", "too-deep", "Lists, quotes and emphasis are nested too deeply."));
    } else {
      document.accept(new Links(errors));
    }
    return errors;
  }

  private static boolean isDeeperThan(int levels, Node document) {
    int level = 0;
    Node node = document;
    while (node != null && level <= levels) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        level++;
      } else {
        while (node != null && node.getNext() == null) {
          node = node.getParent();
          level--;
        }
        node = node == null ? null : node.getNext();
      }
    }
    return level > levels;
  }

  private static MergeText merge(String field, String text, List<FieldError> errors) {
    try {
      return MergeText.parse(text);
    } catch (MergeText.Fault e) {
      errors.add(e.in(field, text));
      return new MergeText("", List.of());
    }
  }

  String subject(Map<MergeText.Field, String> values) {
    return subject.fill(subject.marked(), values, UnaryOperator.identity());
  }

  String html(Map<MergeText.Field, String> values) {
    return body.fill(html, values, BlastContent::escaped);
  }

  String text(Map<MergeText.Field, String> values) {
    return body.fill(text, values, UnaryOperator.identity());
  }

  /** For text between tags and in quoted attributes. */
  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** In an order that is the same in every process: a mail must be the same on every try. */
  private static Map<String, String> ink(String style) {
    return new TreeMap<>(Map.of("class", "ink", "style", style));
  }

  /** Finds links that lead where no link of ours may. */
  private static final class Links extends AbstractVisitor {

    private final List<FieldError> errors;

    Links(List<FieldError> errors) {
      this.errors = errors;
    }

    @Override
    public void visit(Link link) {
      check(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      check(image.getDestination());
      visitChildren(image);
    }

    private void check(String destination) {
      if (MergeText.hasMark(destination)) {
        errors.add(
            new FieldError("body", "merge-field-in-link", "A link's address has no merge fields."));
      } else if (!destination.matches("(?i)(https?://|mailto:).+")) {
        errors.add(
            new FieldError("body", "bad-link", "Links begin with https://, http:// or mailto:."));
      }
    }
  }
}
