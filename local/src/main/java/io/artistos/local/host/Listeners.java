package io.artistos.local.host;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.queue.QueueServiceClient;
import io.artistos.local.host.HostJson.QueueOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * What starts functions without a request. It begins in the background, after HTTP listens, so that
 * it costs the first answer nothing.
 */
final class Listeners {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration INVISIBILITY = Duration.ofMinutes(10);

  private final AppSettings settings;
  private final QueueOptions options;
  private final Duration invisibility;
  private final ZoneId zone;
  private final String instance;
  private final Duration lease;
  private final Duration lockInterval;
  private final Invoker invoker;
  private final Clock clock;
  private final ScheduledExecutorService leases =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("leases-", 0).factory());
  private final List<Consumer<Storage>> checked = new ArrayList<>();
  private final List<QueueListener> queues = new CopyOnWriteArrayList<>();
  private final List<TimerListener> timers = new CopyOnWriteArrayList<>();
  private final Thread starting = Thread.ofVirtual().name("listeners").unstarted(this::startAll);

  Listeners(AppSettings settings, QueueOptions options, Invoker invoker, Clock clock) {
    this.settings = settings;
    this.options = options;
    this.invisibility = settings.duration("LOCAL_HOST_QUEUE_INVISIBILITY", INVISIBILITY);
    this.zone = Schedule.zone(settings.get("WEBSITE_TIME_ZONE"));
    this.instance =
        settings.values().getOrDefault("WEBSITE_INSTANCE_ID", UUID.randomUUID().toString());
    this.lease = settings.duration("LOCAL_HOST_TIMER_LEASE", MINUTE);
    this.lockInterval = settings.duration("LOCAL_HOST_TIMER_LOCK_INTERVAL", MINUTE);
    this.invoker = invoker;
    this.clock = clock;
  }

  /**
   * Takes on a function, unless HTTP is what starts it.
   *
   * @throws InvalidAppException when a setting is missing or the schedule is none
   */
  void add(LoadedFunction function) {
    String name = function.name();
    switch (function.trigger()) {
      case Trigger.Http http -> {}
      case Trigger.Queue queue -> {
        String queueName = settings.resolve(name, queue.queueName());
        String connection = settings.connectionString(name, queue.connection());
        checked.add(storage -> listen(function, storage.queues(connection), queueName));
      }
      case Trigger.Timer timer -> {
        Schedule schedule = Schedule.parse(name, settings.resolve(name, timer.schedule()), zone);
        boolean monitored = schedule.isMonitored(clock.instant());
        String connection = settings.connectionString(name, "AzureWebJobsStorage");
        checked.add(storage -> tick(function, schedule, monitored, storage.blobs(connection)));
      }
    }
  }

  void start() {
    starting.start();
  }

  /** Starts no more, lets what is running finish for at most {@code grace}. */
  void close(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      starting.join(grace);
      queues.forEach(QueueListener::stop);
      timers.forEach(TimerListener::stop);
      for (QueueListener queue : queues) {
        queue.close(left(deadline));
      }
      for (TimerListener timer : timers) {
        timer.close(left(deadline));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leases.shutdownNow();
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private void startAll() {
    Storage storage = new Storage();
    checked.forEach(function -> function.accept(storage));
  }

  private void listen(LoadedFunction function, QueueServiceClient service, String queueName) {
    QueueMessages messages =
        new QueueMessages(
            function, invoker, service, queueName, options, invisibility, leases, this::wake);
    QueueListener listener = new QueueListener(service, queueName, options, invisibility, messages);
    queues.add(listener);
    listener.start();
  }

  /** A message that we put into a queue ourselves need not wait for the next look at it. */
  private void wake(String queueName) {
    queues.stream().filter(q -> q.queueName().equals(queueName)).forEach(QueueListener::wake);
  }

  private void tick(
      LoadedFunction function, Schedule schedule, boolean monitored, BlobServiceClient service) {
    String name = function.name();
    String hostId = settings.values().getOrDefault("AzureFunctionsWebHost__hostid", "local");
    TimerMonitor monitor = monitored ? new TimerMonitor(service, hostId, name) : null;
    TimerLock lock = new TimerLock(service, hostId, name, instance, lease, leases);
    TimerListener listener =
        new TimerListener(function, schedule, monitor, lock, lockInterval, invoker, clock);
    timers.add(listener);
    listener.start();
  }
}
