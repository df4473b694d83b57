package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.functions.suite.PackagedFunctions.Function;
import io.artistos.shared.identity.Caller;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/**
 * Every function is called with what nobody should send, by nobody, an artist, a key and staff.
 * None breaks; whatever is refused is refused with a problem document and has changed nothing.
 * Rounds go on for {@code fuzz.seconds} when that is set; {@code fuzz.seed} plays one again.
 */
class FuzzIT {

  private static final int ROUNDS = 15;
  private static final Set<Integer> UNREACHED = Set.of(401, 403, 404);

  private final List<Function> functions = PackagedFunctions.http();
  private final FuzzWorld world = new FuzzWorld(functions);
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final Set<String> reached = new TreeSet<>();
  private final Map<String, String> wrong = new TreeMap<>();
  private int calls;

  @Test
  void nothingBreaksAndWhatIsRefusedChangesNothing() {
    JqwikSession.run(this::fuzz);
  }

  private void fuzz() {
    Long given = Long.getLong("fuzz.seed");
    long seed = given == null ? new Random().nextLong() : given;
    System.out.println("fuzz: seed " + seed);
    Random random = new Random(seed);
    FuzzedCalls fuzzed = new FuzzedCalls(random);
    Instant end = Instant.now().plus(Duration.ofSeconds(Long.getLong("fuzz.seconds", 0)));
    functions.stream().filter(FuzzIT::stays).forEach(this::asDocumented);
    int rounds = 0;
    do {
      for (Function function : functions) {
        List<String> callers = world.callersOf(function);
        call(
            fuzzed.next(
                function,
                callers.get(random.nextInt(callers.size())),
                world.known(function),
                world.links(),
                stays(function)));
      }
      rounds++;
    } while (rounds < ROUNDS || Instant.now().isBefore(end));
    functions.stream().filter(function -> !stays(function)).forEach(this::asDocumented);

    System.out.printf("fuzz: %d calls of %d functions %s%n", calls, functions.size(), statuses);
    assertThat(wrong.values()).as("seed %d", seed).isEmpty();
    // Vendors sign what they send; unsigned, a call of theirs gets no further than that.
    assertThat(functions)
        .filteredOn(function -> function.declared().value() != Caller.WEBHOOK)
        .extracting(Function::name)
        .as("functions whose calls found what they are for")
        .filteredOn(name -> !reached.contains(name))
        .isEmpty();
  }

  /** Whether what it is called for is there afterwards. */
  private static boolean stays(Function function) {
    return !function.method().equals("DELETE");
  }

  /** By who may, with what leads to something: the fuzz is not to be lost on what is not there. */
  private void asDocumented(Function function) {
    for (List<String> path : world.candidates(function)) {
      call(FuzzedCalls.asDocumented(function, world.callersOf(function).get(0), path));
      if (reached.contains(function.name())) {
        return;
      }
    }
  }

  private void call(FuzzedCall call) {
    Stored before = world.stored();
    HttpResponse<String> answer = world.send(call);
    calls++;
    statuses.merge(answer.statusCode(), 1, Integer::sum);
    if (!UNREACHED.contains(answer.statusCode())) {
      reached.add(call.function().name());
    }
    List<String> faults = new ArrayList<>(FuzzedAnswer.faults(answer));
    if (answer.statusCode() >= 400) {
      world.changesSince(before).forEach(change -> faults.add("stored: " + change));
    }
    // One of a kind is enough to read.
    faults.forEach(
        fault ->
            wrong.putIfAbsent(
                call.function() + " " + answer.statusCode() + " " + fault.split("[ :]", 2)[0],
                answer.statusCode() + " " + fault + ", to " + call));
  }
}
