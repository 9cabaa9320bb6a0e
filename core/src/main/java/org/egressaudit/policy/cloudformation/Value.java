package org.egressaudit.policy.cloudformation;

/** What a property of a template comes to. */
sealed interface Value {

    /** A text or number. */
    record Known(String text) implements Value {}

    /** A resource of the template, by logical id. */
    record Made(String id) implements Value {}

    /** Not set: absent, or {@code AWS::NoValue}. */
    record None() implements Value {}

    /**
     * Decided at deployment.
     *
     * @param reason by what, in words
     */
    record Open(String reason) implements Value {}
}
