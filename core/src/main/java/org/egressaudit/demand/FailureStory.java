package org.egressaudit.demand;

import org.jspecify.annotations.Nullable;

/** Puts into words how a job ends when one of its connections fails. */
final class FailureStory {

    private FailureStory() {}

    /** It was not followed. */
    static FailureMode untold(@Nullable Integer hangsSeconds) {
        return new FailureMode(null, null, hangsSeconds, "end in a way that was not followed");
    }

    /**
     * @param job the job
     * @param connection the one that fails
     * @param exit exit status of the job then, or null when only the run will know
     * @param logged whether something was logged after the failure
     */
    static FailureMode of(Job job, Connection connection, @Nullable Integer exit, boolean logged) {
        boolean mailed = connection.errorReachesCron() && job.mailsOutput() && !connection.quiet();
        Integer hangs = connection.endpoint().hangsSeconds();
        if (exit == null) {
            return new FailureMode(null, null, hangs, "exit with a status that only the run will know");
        }
        String log = logged ? "log the error and " : "";
        if (exit != 0) {
            String told = mailed ? ": cron mails what it prints" : "";
            return new FailureMode(false, exit, hangs, log + "exit " + exit + told);
        }
        return mailed && !logged
                ? new FailureMode(
                        false,
                        0,
                        hangs,
                        "exit 0, but cron mails what " + connection.endpoint().by() + " prints")
                : new FailureMode(true, 0, hangs, log + "exit 0: cron will not notice");
    }
}
