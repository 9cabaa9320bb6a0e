package org.egressaudit.demand;

/**
 * A connection that a run of a job meets.
 *
 * @param endpoint where to
 * @param site names the place in the job where it is made, however often
 * @param quiet whether the tool prints nothing when it fails
 * @param failsAlike whether its tool ends in the same way when nothing answers and when it is refused
 * @param errorReachesCron whether what the tool prints as error reaches cron's mail
 */
record Connection(Endpoint endpoint, String site, boolean quiet, boolean failsAlike, boolean errorReachesCron) {}
