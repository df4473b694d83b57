package io.artistos.shared.planner;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The playbooks of this build. Read when the first plan is made, not when the app starts. */
final class Playbooks {

  static final String GENERAL = "general";

  /** In order: the first one that names the genre is taken. */
  static final List<String> FAMILIES = List.of("hip-hop", "electronic", "acoustic", "rock");

  private Playbooks() {}

  /** The slots for a genre, in the order of the files. */
  static List<Playbook.Slot> slots(String genre) {
    return Read.FAMILIES.stream()
        .filter(family -> names(family, genre))
        .findFirst()
        .map(Playbooks::onTop)
        .orElse(Read.GENERAL.actions());
  }

  /** Reads one file. */
  static Playbook read(String name) {
    ObjectReader reader = YAMLMapper.builder().build().readerFor(Playbook.class);
    String path = "playbooks/" + name + ".yaml";
    try (InputStream file =
        Objects.requireNonNull(Playbooks.class.getResourceAsStream(path), path)) {
      return reader.readValue(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the playbook " + name + " cannot be read", e);
    }
  }

  private static boolean names(Playbook family, String genre) {
    String text = genre.toLowerCase(Locale.ROOT);
    return family.genres().stream()
        .anyMatch(
            word -> Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text).find());
  }

  private static List<Playbook.Slot> onTop(Playbook family) {
    Map<String, Playbook.Slot> byId = new LinkedHashMap<>();
    Read.GENERAL.actions().forEach(slot -> byId.put(slot.id(), slot));
    byId.keySet().removeAll(family.without());
    family.actions().forEach(slot -> byId.put(slot.id(), slot));
    Collection<Playbook.Slot> all = byId.values();
    return List.copyOf(all);
  }

  private static final class Read {
    static final Playbook GENERAL = read(Playbooks.GENERAL);
    static final List<Playbook> FAMILIES =
        Playbooks.FAMILIES.stream().map(Playbooks::read).toList();
  }
}
