package io.artistos.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.TraceContext;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The context of one invocation, with its own id and a logger that writes it in every line. */
final class Invocation implements ExecutionContext {

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");

  private final String id = UUID.randomUUID().toString();
  private final String function;
  private final TraceContext trace;
  private final RetryContext retried;
  private final Logger logger;

  Invocation(String function, TriggerInput input, RetryContext retried) {
    this.function = function;
    this.retried = retried;
    this.trace = new Trace(traceparent(input.traceparent()), input.tracestate());
    this.logger = new InvocationLogger(Logger.getLogger("Function." + function), id);
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return id;
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public TraceContext getTraceContext() {
    return trace;
  }

  @Override
  public RetryContext getRetryContext() {
    return retried;
  }

  /** The caller's trace goes on; without one (W3C Trace Context) a new one begins here. */
  private static String traceparent(@Nullable String sent) {
    if (sent != null && TRACEPARENT.matcher(sent).matches()) {
      return sent;
    }
    byte[] ids = new byte[24];
    ThreadLocalRandom.current().nextBytes(ids);
    HexFormat hex = HexFormat.of();
    return "00-" + hex.formatHex(ids, 0, 16) + "-" + hex.formatHex(ids, 16, 24) + "-00";
  }

  private record Trace(String traceparent, @Nullable String tracestate) implements TraceContext {

    @Override
    public String getTraceparent() {
      return traceparent;
    }

    @Override
    public String getTracestate() {
      return tracestate == null ? "" : tracestate;
    }

    @Override
    public Map<String, String> getAttributes() {
      return Map.of();
    }
  }

  private static final class InvocationLogger extends Logger {

    private final String id;

    InvocationLogger(Logger parent, String id) {
      super(parent.getName(), null);
      setParent(parent);
      this.id = id;
    }

    @Override
    public void log(LogRecord record) {
      record.setMessage("[" + id + "] " + record.getMessage());
      super.log(record);
    }
  }
}
