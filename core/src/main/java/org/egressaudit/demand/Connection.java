package org.egressaudit.demand;

/**
 * A connection that a run of a job meets.
 *
 * @param endpoint where to
 * @param site names the place in the job where it is made, however often
 * @param quiet whether the tool prints nothing when it fails
 * @param errorReachesCron whether what the tool prints as error reaches cron's mail
 */
record Connection(Endpoint endpoint, String site, boolean quiet, boolean errorReachesCron) {}
