package io.artistos.shared.planner;

import java.time.LocalDate;

/**
 * One thing to do.
 *
 * @param id unique in its plan
 * @param title one line, at most {@value #MOST_TITLE} code points
 * @param text some lines, at most {@value #MOST_TEXT} code points
 * @param goal what it is good for, one line, at most {@value #MOST_GOAL} code points
 * @param minutes what it takes, 1 to {@value #MOST_MINUTES}
 */
public record PlanAction(
    String id,
    LocalDate date,
    Channel channel,
    String title,
    String text,
    String goal,
    int minutes) {

  public static final int MOST_TITLE = 80;
  public static final int MOST_TEXT = 600;
  public static final int MOST_GOAL = 160;
  public static final int MOST_MINUTES = 480;

  PlanAction worded(String newTitle, String newText) {
    return new PlanAction(id, date, channel, newTitle, newText, goal, minutes);
  }
}
