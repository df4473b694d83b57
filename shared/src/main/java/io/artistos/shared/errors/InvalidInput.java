package io.artistos.shared.errors;

import java.util.List;

/** Well-formed input that breaks rules; nothing was changed. */
public final class InvalidInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /**
   * @param errors at least one
   */
  public InvalidInput(List<FieldError> errors) {
    super("invalid: " + errors.stream().map(e -> e.field() + " " + e.code()).toList());
    this.errors = List.copyOf(errors);
  }

  public InvalidInput(String field, String code, String detail) {
    this(List.of(new FieldError(field, code, detail)));
  }

  public List<FieldError> errors() {
    return errors;
  }
}
