package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** Every call in a tree, run or not, as {@code line:column name}. */
public final class TreeCalls {

    private final Source source;
    private final Set<String> found = new TreeSet<>();

    private TreeCalls(Source source) {
        this.source = source;
    }

    public static Set<String> of(Tree tree) {
        TreeCalls calls = new TreeCalls(tree.source());
        calls.walk(tree.statements());
        return calls.found;
    }

    private void walk(Object node) {
        if (node instanceof Expression.Call call) {
            call(call);
        }
        if (node instanceof List<?> list) {
            list.forEach(this::walk);
        } else if (node instanceof Record
                && (node instanceof Expression
                        || node instanceof Statement
                        || node instanceof Routine
                        || node.getClass().getEnclosingClass() == Expression.class
                        || node.getClass().getEnclosingClass() == Statement.class
                        || node.getClass().getEnclosingClass() == Routine.class)) {
            parts((Record) node).forEach(this::walk);
        }
    }

    private static List<Object> parts(Record node) {
        List<Object> parts = new ArrayList<>();
        for (var component : node.getClass().getRecordComponents()) {
            try {
                Object part = component.getAccessor().invoke(node);
                if (part instanceof Record || part instanceof List<?>) {
                    parts.add(part);
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return parts;
    }

    private void call(Expression.Call call) {
        Expression callee = call.callee();
        boolean invented = callee instanceof Expression.Name && callee.from() == callee.to();
        if (!invented) {
            Span span = source.span(call.from(), call.to());
            found.add(span.line() + ":" + span.column() + " " + name(callee));
        }
    }

    private static String name(Expression callee) {
        if (callee instanceof Expression.Name name) {
            return name.name();
        }
        return callee instanceof Expression.Attribute attribute
                ? name(attribute.object()) + "." + attribute.name()
                : "?";
    }
}
