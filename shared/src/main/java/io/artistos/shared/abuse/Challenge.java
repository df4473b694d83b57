package io.artistos.shared.abuse;

import java.net.URI;
import java.util.Optional;

/**
 * Asks whether a person fills a form, by a widget that somebody else runs. Only pages under attack
 * ask; where none is configured they do without.
 */
public interface Challenge {

  /** What came of an answer. */
  enum Outcome {
    PASSED,

    /** Forged, used before, too old, or given for something else. */
    FAILED,

    /** Whoever runs the widget cannot be asked now. */
    UNKNOWN
  }

  /**
   * What a page needs to show it.
   *
   * @param script runs it; its origin is also that of the frame it opens
   * @param siteKey public
   * @param style the class of the element that the script turns into the widget
   * @param field the member of the form that carries the answer
   */
  record Widget(URI script, String siteKey, String style, String field) {

    /** For a content security policy. */
    public String origin() {
      return script.getScheme() + "://" + script.getRawAuthority();
    }
  }

  /** Empty when none is configured. */
  Optional<Widget> widget();

  /**
   * Asks whoever runs the widget, over the network.
   *
   * @param answer as the form carried it, of any form
   * @param action what the widget was shown for: at most 32 of {@code a-z A-Z 0-9 _ -}
   */
  Outcome check(String answer, String action);

  /** Where none is configured. Its {@link #check} is not to be asked. */
  static Challenge none() {
    return new Challenge() {
      @Override
      public Optional<Widget> widget() {
        return Optional.empty();
      }

      @Override
      public Outcome check(String answer, String action) {
        throw new IllegalStateException("no challenge is configured");
      }
    };
  }
}
