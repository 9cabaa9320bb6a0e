package org.egressaudit.demand.script.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function, a method or a lambda.
 *
 * @param name as defined; empty for a lambda
 * @param parameters in order
 * @param body its statements; a lambda has one {@link Statement.Return}
 * @param generator whether it yields
 */
public record Routine(
        String name, List<Parameter> parameters, List<Statement> body, boolean generator, int from, int to) {

    public Routine {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /**
     * A parameter.
     *
     * @param target its name, or a pattern that takes the argument apart
     * @param fallback its default, or null
     * @param takes how many arguments it takes
     * @param keywordOnly whether it is never given by position
     * @param reference whether what the function assigns to it is assigned to the variable that was given
     */
    public record Parameter(
            Expression target,
            @Nullable Expression fallback,
            Expression.Spread takes,
            boolean keywordOnly,
            boolean reference) {

        /** One whose value the function has for itself. */
        public Parameter(
                Expression target, @Nullable Expression fallback, Expression.Spread takes, boolean keywordOnly) {
            this(target, fallback, takes, keywordOnly, false);
        }

        /** Its name; empty for a pattern. */
        public String name() {
            return target instanceof Expression.Name name ? name.name() : "";
        }
    }
}
