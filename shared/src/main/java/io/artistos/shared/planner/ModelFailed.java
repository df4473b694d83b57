package io.artistos.shared.planner;

/** The model gave nothing to work with. */
final class ModelFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean repairable;

  /**
   * @param code for {@link MarketingPlan#fallbackReason}
   * @param repairable whether asking once more, saying what was wrong, may help
   */
  ModelFailed(String code, boolean repairable) {
    super(code);
    this.code = code;
    this.repairable = repairable;
  }

  String code() {
    return code;
  }

  boolean repairable() {
    return repairable;
  }
}
