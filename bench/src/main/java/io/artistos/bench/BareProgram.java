package io.artistos.bench;

/** The least that stores one item: a JVM, the SDK's client in gateway mode, one create. */
final class BareProgram {

  /** What it prints when the item is stored. */
  static final String DONE = "created";

  private BareProgram() {}

  /**
   * @param args the Cosmos endpoint and the JSON text of a stored fan
   */
  public static void main(String[] args) {
    try (BareCreates creates =
        new BareCreates(args[0], System.getenv(ChildJvm.COSMOS_KEY), args[1])) {
      creates.create();
      System.out.println(DONE);
    }
  }
}
