package io.artistos.shared.releases;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The file formats that we take, told by their first bytes. Sources: RIFF and RF64 (EBU Tech 3306),
 * FLAC (RFC 9639, section 6), MPEG audio frames (ISO/IEC 11172-3, section 2.4.1) and ID3v2, AIFF-C,
 * ISO base media files (ISO/IEC 14496-12, section 4.3), JPEG (ITU-T T.81, annex B), PNG (W3C,
 * section 5.2), WebP (RFC 9649, section 2.4).
 */
@SuppressWarnings("ImmutableEnumChecker") // The set comes from Set.of.
enum FileFormat {
  WAV(Media.Kind.AUDIO, "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave") {
    @Override
    boolean matches(byte[] head) {
      return (at(head, 0, "RIFF") || at(head, 0, "RF64")) && at(head, 8, "WAVE");
    }
  },
  FLAC(Media.Kind.AUDIO, "audio/flac", "audio/x-flac") {
    @Override
    boolean matches(byte[] head) {
      return at(head, 0, "fLaC");
    }
  },
  MP3(Media.Kind.AUDIO, "audio/mpeg", "audio/mp3") {
    @Override
    boolean matches(byte[] head) {
      return at(head, 0, "ID3") || isLayer3Frame(head);
    }
  },
  AIFF(Media.Kind.AUDIO, "audio/aiff", "audio/x-aiff") {
    @Override
    boolean matches(byte[] head) {
      return at(head, 0, "FORM") && (at(head, 8, "AIFF") || at(head, 8, "AIFC"));
    }
  },
  M4A(Media.Kind.AUDIO, "audio/mp4", "audio/x-m4a", "audio/m4a") {
    @Override
    boolean matches(byte[] head) {
      return at(head, 4, "ftyp")
          && (at(head, 8, "M4A ")
              || at(head, 8, "M4B ")
              || at(head, 8, "mp41")
              || at(head, 8, "mp42")
              || at(head, 8, "isom")
              || at(head, 8, "iso2"));
    }
  },
  JPEG(Media.Kind.ARTWORK, "image/jpeg") {
    @Override
    boolean matches(byte[] head) {
      return starts(head, 0xFF, 0xD8, 0xFF);
    }
  },
  PNG(Media.Kind.ARTWORK, "image/png") {
    @Override
    boolean matches(byte[] head) {
      return starts(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
    }
  },
  WEBP(Media.Kind.ARTWORK, "image/webp") {
    @Override
    boolean matches(byte[] head) {
      return at(head, 0, "RIFF") && at(head, 8, "WEBP");
    }
  };

  /** How much of a file {@link #matches} wants to see. */
  static final int HEAD = 12;

  private final Media.Kind kind;
  private final String contentType;
  private final Set<String> otherNames;

  FileFormat(Media.Kind kind, String contentType, String... otherNames) {
    this.kind = kind;
    this.contentType = contentType;
    this.otherNames = Set.of(otherNames);
  }

  /** By a media type in lower case, without parameters. */
  static Optional<FileFormat> of(String contentType) {
    return Arrays.stream(values())
        .filter(f -> f.contentType.equals(contentType) || f.otherNames.contains(contentType))
        .findFirst();
  }

  Media.Kind kind() {
    return kind;
  }

  /** The registered one of its media types, or the usual one where none is. */
  String contentType() {
    return contentType;
  }

  /**
   * Whether a file that begins like this can be one.
   *
   * @param head its first {@link #HEAD} bytes, fewer when it is shorter
   */
  abstract boolean matches(byte[] head);

  private static boolean at(byte[] head, int from, String ascii) {
    byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
    return head.length >= from + wanted.length
        && Arrays.equals(head, from, from + wanted.length, wanted, 0, wanted.length);
  }

  private static boolean starts(byte[] head, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (head.length <= i || (head[i] & 0xFF) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Eleven bits of sync, a version, layer III, and neither bit rate nor sampling rate reserved. */
  private static boolean isLayer3Frame(byte[] head) {
    if (head.length < 3 || (head[0] & 0xFF) != 0xFF || (head[1] & 0xE0) != 0xE0) {
      return false;
    }
    boolean version = (head[1] & 0x18) != 0x08;
    boolean layer3 = (head[1] & 0x06) == 0x02;
    boolean rates = (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;
    return version && layer3 && rates;
  }
}
