package io.artistos.local.host.sample;

import com.microsoft.azure.functions.annotation.HttpTrigger;

/** Tells how often one instance was called and what made it. */
public final class Counted {

  private final String maker;
  private int calls;

  public Counted() {
    this("nobody");
  }

  Counted(String maker) {
    this.maker = maker;
  }

  /** Waits for the test's answer. */
  public String block(@HttpTrigger(name = "req") String body) throws Exception {
    Probe.tell(body);
    return body;
  }

  public String count(@HttpTrigger(name = "req") String body) {
    calls++;
    return "made by " + maker + ", call " + calls;
  }
}
