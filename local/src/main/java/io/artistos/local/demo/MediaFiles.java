package io.artistos.local.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Small real files: a second of a tone, and a picture. */
final class MediaFiles {

  private static final int RATE = 22_050;
  private static final int HEADER = 44;
  private static final double TONE = 440;
  private static final int SIDE = 64;

  private MediaFiles() {}

  /** A WAV file: one second, 16 bit, mono. */
  static byte[] tone() {
    int bytes = RATE * 2;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVEfmt "));
    wav.putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(bytes);
    for (int i = 0; i < RATE; i++) {
      wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * TONE * i / RATE)));
    }
    return wav.array();
  }

  /** A PNG. */
  static byte[] picture() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        image.setRGB(x, y, (x * 4) << 16 | (y * 4) << 8 | 0x60);
      }
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
