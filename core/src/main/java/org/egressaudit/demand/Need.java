package org.egressaudit.demand;

/**
 * An endpoint that a job needs, and what becomes of the job without it.
 *
 * @param endpoint where it connects
 * @param unanswered what the job does when nothing answers there
 * @param refused what the job does when the connection is refused at once
 */
public record Need(Endpoint endpoint, FailureMode unanswered, FailureMode refused) {

    /** One that fails alike in both ways. */
    public Need(Endpoint endpoint, FailureMode failure) {
        this(endpoint, failure, failure);
    }
}
