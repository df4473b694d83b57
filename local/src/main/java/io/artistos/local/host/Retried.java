package io.artistos.local.host;

import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a function is told of the tries before this one.
 *
 * @param count how many retries this is; 0 for the first try
 * @param most how many there are at most; -1 for no end
 * @param failure why the last try failed; null before a retry
 */
record Retried(int count, int most, @Nullable Throwable failure) implements RetryContext {

  /** Of a function without a retry policy. */
  static final Retried NOT = new Retried(0, 0, null);

  @Override
  public int getRetrycount() {
    return count;
  }

  @Override
  public int getMaxretrycount() {
    return most;
  }

  @Override
  public @Nullable RpcException getException() {
    return failure == null ? null : new Failure(failure);
  }

  private record Failure(Throwable cause) implements RpcException {

    @Override
    public String getSource() {
      return "";
    }

    @Override
    public String getStacktrace() {
      return Arrays.stream(cause.getStackTrace())
          .map(StackTraceElement::toString)
          .collect(Collectors.joining("\n"));
    }

    @Override
    public String getMessage() {
      return String.valueOf(cause.getMessage());
    }
  }
}
