package io.artistos.local.faults;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How one stand-in misbehaves: not at all to begin with. Thread-safe. */
public final class Faults {

  /** How the stand-in words an error. */
  @FunctionalInterface
  public interface Dialect {

    /** The answer for {@link Fault#status} and {@link Fault#name}, without the fault's headers. */
    Response error(Fault fault, String path);
  }

  /** A fault that was added, and how often it struck. */
  public static final class Active {

    private final String id;
    private final Fault fault;
    private final Random random;
    private int struck;

    private Active(String id, Fault fault) {
      this.id = id;
      this.fault = fault;
      this.random = new Random(fault.seed());
    }

    String id() {
      return id;
    }

    Fault fault() {
      return fault;
    }

    /** How often it has struck. */
    public synchronized int struck() {
      return struck;
    }

    private synchronized boolean strikes() {
      if (struck >= fault.times() || random.nextDouble() >= fault.probability()) {
        return false;
      }
      struck++;
      return true;
    }
  }

  private final String standIn;
  private final Dialect dialect;
  private final TreeSet<String> kinds = new TreeSet<>(Fault.GENERAL);
  private final List<Active> faults = new CopyOnWriteArrayList<>();
  private int added;

  /**
   * @param standIn its name in {@code /control/faults}
   * @param own the kinds that only it has
   */
  public Faults(String standIn, Dialect dialect, String... own) {
    this.standIn = standIn;
    this.dialect = dialect;
    kinds.addAll(List.of(own));
  }

  /** Its name in {@code /control/faults}. */
  String standIn() {
    return standIn;
  }

  /** The kinds that it knows. */
  List<String> kinds() {
    return List.copyOf(kinds);
  }

  /**
   * Misbehaves from now on, after the faults that were added before.
   *
   * @throws IllegalArgumentException when the stand-in does not know the kind
   */
  public synchronized Active add(Fault fault) {
    if (!kinds.contains(fault.kind())) {
      throw new IllegalArgumentException(standIn + " knows the kinds " + kinds);
    }
    Active active = new Active(standIn + "-" + ++added, fault);
    faults.add(active);
    return active;
  }

  /** Behaves again. */
  public void clear() {
    faults.clear();
  }

  boolean remove(String id) {
    return faults.removeIf(each -> each.id.equals(id));
  }

  List<Active> all() {
    return List.copyOf(faults);
  }

  /** Whether a kind of the stand-in's own happens this time. */
  public boolean strikes(String kind) {
    return faults.stream().anyMatch(each -> each.fault.kind().equals(kind) && each.strikes());
  }

  /** The layer between a server and its handler; the path is the whole one. */
  public LocalHttpServer.Handler layer(Function<Request, Response> handler) {
    return request -> around(request, request.path(), () -> handler.apply(request));
  }

  /**
   * Answers a request with {@code work}, or with what goes wrong. Delays add up; of the others the
   * first that strikes is the last.
   *
   * @param path below the stand-in's base address
   */
  public Response around(Request request, String path, Supplier<Response> work) {
    if (faults.isEmpty()) {
      return work.get();
    }
    List<Fault> delays = new ArrayList<>();
    Fault end = striking(request.method(), path, delays);
    try {
      sleep(delays, false);
      if (end != null && !end.carriedOut() && !end.kind().equals(Fault.SLOW_BODY)) {
        return wrong(end, path);
      }
      Response answer = work.get();
      sleep(delays, true);
      if (end == null) {
        return answer;
      }
      return end.kind().equals(Fault.SLOW_BODY) ? answer.over(end.delay()) : wrong(end, path);
    } catch (InterruptedException e) {
      // The server closes.
      return Response.cut();
    }
  }

  private @Nullable Fault striking(String method, String path, List<Fault> delays) {
    for (Active each : faults) {
      Fault fault = each.fault;
      if (Fault.GENERAL.contains(fault.kind()) && fault.matches(method, path) && each.strikes()) {
        if (!fault.kind().equals(Fault.DELAY)) {
          return fault;
        }
        delays.add(fault);
      }
    }
    return null;
  }

  private static void sleep(List<Fault> delays, boolean carriedOut) throws InterruptedException {
    Duration sum = Duration.ZERO;
    for (Fault each : delays) {
      sum = each.carriedOut() == carriedOut ? sum.plus(each.delay()) : sum;
    }
    Thread.sleep(sum);
  }

  private Response wrong(Fault fault, String path) throws InterruptedException {
    if (!fault.kind().equals(Fault.ANSWER)) {
      Thread.sleep(fault.delay());
      return Response.cut();
    }
    Response answer = dialect.error(fault, path);
    for (Map.Entry<String, String> header : fault.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
