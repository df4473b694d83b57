package io.artistos.shared.pages;

import io.nayuki.qrcodegen.QrCode;

/** QR codes (ISO/IEC 18004) as SVG, for posters and merchandise. */
public final class PageQr {

  /** Modules of white around the code, as the standard wants. */
  private static final int QUIET = 4;

  private PageQr() {}

  /** One path on white; scales to any size. */
  public static String svg(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int size = code.size + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/><path d=\"%s\"/></svg>"
        .formatted(size, size, size, size, path);
  }
}
