package io.artistos.shared.charts;

import io.artistos.shared.http.Json;
import io.artistos.shared.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The world without Antarctica in the Natural Earth projection, 640 units wide. Drawn beforehand,
 * by {@code web/map} with D3 from shapes of Natural Earth, so that the app needs no library for it.
 */
public final class WorldMap {

  private static final Drawn DRAWN =
      Json.read(Texts.file(WorldMap.class, "world.json"), Drawn.class);

  private WorldMap() {}

  /** As it is stored: the path of all land, and x and y by ISO 3166-1 alpha-2. */
  private record Drawn(int height, String land, Map<String, List<Double>> places) {}

  /** Where something stands, in units from the map's upper left corner. */
  public record Point(double x, double y) {}

  /** In units. */
  public static int height() {
    return DRAWN.height();
  }

  /** All land as an SVG path. */
  public static String land() {
    return DRAWN.land();
  }

  /**
   * The middle of a country's largest part; empty for parts of other countries that have a code of
   * their own, such as Réunion, and for what is no code.
   *
   * @param country ISO 3166-1 alpha-2
   */
  public static Optional<Point> place(String country) {
    return Optional.ofNullable(DRAWN.places().get(country))
        .map(at -> new Point(at.get(0), at.get(1)));
  }
}
