package io.artistos.shared.jobs;

import io.artistos.shared.errors.Unavailable;
import java.util.List;

/**
 * What one kind of job does. A step is bounded in time and memory, and doing it twice is doing it
 * once: whoever is killed after a step and before it was recorded is repeated.
 */
public interface JobWork {

  /** The kind's name. */
  String kind();

  /**
   * Does one step.
   *
   * @return the job as it is now: moved, waiting, succeeded or failed
   * @throws Unavailable when it is to be tried again a little later
   */
  Job step(Job job);

  /** Names of the files that a job may have, to be deleted with it. */
  List<String> files(Job job);
}
