package io.artistos.shared.releases;

import java.math.BigDecimal;
import java.util.List;

/**
 * Somebody with a share of a release's royalties; the artist is one of them.
 *
 * @param role such as producer or vocals
 * @param basisPoints the share in hundredths of a per cent, 1 to 10,000: whole numbers add up
 *     exactly
 */
public record Collaborator(String name, String role, int basisPoints) {

  /** 100 %. */
  public static final int WHOLE = 10_000;

  /** All shares together, in basis points. */
  static int sum(List<Collaborator> all) {
    return all.stream().mapToInt(Collaborator::basisPoints).sum();
  }

  /** The share in per cent, with as many places as it needs, at most two. */
  BigDecimal percent() {
    BigDecimal percent = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
    return percent.scale() < 0 ? percent.setScale(0) : percent;
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[collaborator]";
  }
}
