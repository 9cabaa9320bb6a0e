package org.egressaudit.demand;

/**
 * An endpoint that a job needs, and what becomes of the job without it.
 *
 * @param endpoint where it connects
 * @param failure what the job does when that connection fails
 */
public record Need(Endpoint endpoint, FailureMode failure) {}
