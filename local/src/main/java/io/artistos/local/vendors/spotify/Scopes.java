package io.artistos.local.vendors.spotify;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scopes that only read, in words for the consent page (contracts, 2.1). */
final class Scopes {

  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("user-read-private", "Your name and username, your subscription and your country");
    WORDS.put("user-read-email", "Your email address");
    WORDS.put("user-top-read", "Your top artists and content");
    WORDS.put("user-read-recently-played", "Content you have recently played");
    WORDS.put("user-follow-read", "Who you follow on Spotify");
    WORDS.put("user-library-read", "What you saved in Your Library");
    WORDS.put("user-read-playback-state", "What is playing, and on which devices");
    WORDS.put("user-read-currently-playing", "The content you are playing");
    WORDS.put("user-read-playback-position", "Your position in content you have played");
    WORDS.put("playlist-read-private", "Playlists you made and playlists you follow");
    WORDS.put("playlist-read-collaborative", "Your collaborative playlists");
  }

  private Scopes() {}

  /** The scopes of a request, which separates them by spaces. */
  static List<String> of(String scope) {
    return Arrays.stream(scope.split(" ", -1)).filter(one -> !one.isEmpty()).distinct().toList();
  }

  static boolean known(String scope) {
    return WORDS.containsKey(scope);
  }

  /** What a known scope lets an app see. */
  static String words(String scope) {
    return WORDS.getOrDefault(scope, scope);
  }
}
