package org.egressaudit.demand.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a call.
 *
 * @param environment exported variables
 * @param directory working directory as an installed path ({@code /opt/jobs}), or null when not known
 * @param user as whom it runs, or null for the job's own user
 * @param elsewhere whether it runs with another network than this host's: in a container, on the far side of ssh
 * @param via the places that led here from the crontab line, outermost first, the line itself left out
 * @param limitSeconds how long an outer {@code timeout} lets it run, or null
 */
public record Situation(
        Map<String, Word> environment,
        @Nullable String directory,
        @Nullable String user,
        boolean elsewhere,
        List<Span> via,
        @Nullable Integer limitSeconds) {

    public Situation {
        environment = Map.copyOf(environment);
        via = List.copyOf(via);
    }

    /** A variable of the environment. */
    public Optional<Word> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** The same circumstances with another environment. */
    public Situation withEnvironment(Map<String, Word> environment) {
        return new Situation(environment, directory, user, elsewhere, via, limitSeconds);
    }

    /** With some variables set anew. */
    public Situation withVariables(Map<String, Word> variables) {
        if (variables.isEmpty()) {
            return this;
        }
        Map<String, Word> merged = new HashMap<>(environment);
        merged.putAll(variables);
        return withEnvironment(merged);
    }

    /** In another directory. */
    public Situation in(@Nullable String directory) {
        return new Situation(environment, directory, user, elsewhere, via, limitSeconds);
    }

    /** As another user. */
    public Situation as(@Nullable String user) {
        return new Situation(environment, directory, user, elsewhere, via, limitSeconds);
    }

    /** On another network. */
    public Situation elsewhereThanHere() {
        return new Situation(environment, directory, user, true, via, limitSeconds);
    }

    /** One place further from the crontab line. */
    public Situation through(Span place) {
        java.util.ArrayList<Span> longer = new java.util.ArrayList<>(via);
        longer.add(place);
        return new Situation(environment, directory, user, elsewhere, longer, limitSeconds);
    }

    /** Ended after a time at most. */
    public Situation within(int seconds) {
        Integer limit = limitSeconds == null ? (Integer) seconds : (Integer) Math.min(limitSeconds, seconds);
        return new Situation(environment, directory, user, elsewhere, via, limit);
    }
}
