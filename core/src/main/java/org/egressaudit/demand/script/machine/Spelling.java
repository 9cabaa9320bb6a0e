package org.egressaudit.demand.script.machine;

import org.egressaudit.demand.script.tree.Expression;

/** Expressions as messages may show them: names and keys, but no literal that might be a secret. */
final class Spelling {

    private static final int DEEPEST = 8;

    private Spelling() {}

    static String of(Expression expression) {
        return of(expression, 0);
    }

    private static String of(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return "...";
        }
        if (expression instanceof Expression.Name name) {
            return name.name();
        }
        if (expression instanceof Expression.Attribute attribute) {
            return attribute.name().startsWith("@")
                    ? attribute.name()
                    : of(attribute.object(), depth + 1) + "." + attribute.name();
        }
        if (expression instanceof Expression.Subscript subscript) {
            String index = subscript.index() instanceof Expression.Literal literal
                    ? literal.kind() == Expression.Kind.STRING ? "'" + literal.text() + "'" : literal.text()
                    : of(subscript.index(), depth + 1);
            return of(subscript.object(), depth + 1) + "[" + index + "]";
        }
        if (expression instanceof Expression.Call call) {
            return of(call.callee(), depth + 1) + "(...)";
        }
        return "...";
    }
}
