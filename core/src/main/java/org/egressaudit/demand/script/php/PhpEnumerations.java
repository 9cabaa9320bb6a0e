package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Enumerations;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Statement;
import org.jspecify.annotations.Nullable;

/** Enumerations, after the chapter "Enumerations" of the PHP manual: each case is the only object of its name. */
final class PhpEnumerations {

    /** The function that makes a case: its class, its name, its value. */
    static final String MAKE = " enumeration case";

    private PhpEnumerations() {}

    /** A case as it is written. */
    record Case(Lexeme name, @Nullable Expression value) {}

    /** The statement that makes an enumeration's cases, after its class is there. */
    static Statement members(String type, List<Case> cases, int from) {
        List<Expression> made = new ArrayList<>();
        for (Case one : cases) {
            int at = one.name().from();
            Expression name =
                    new Expression.Literal(Expression.Kind.STRING, one.name().text(), at, at);
            List<Given> given = new ArrayList<>();
            given.add(new Given(Spread.ONE, null, new Expression.Name(PhpGrammar.CLASS + type, at, at)));
            given.add(new Given(Spread.ONE, null, name));
            if (one.value() != null) {
                given.add(new Given(Spread.ONE, null, one.value()));
            }
            made.add(new Expression.Call(new Expression.Name(MAKE, at, at), given, at, at));
        }
        return new Statement.Evaluation(new Expression.Items(Container.LIST, made, from, from), from);
    }

    static @Nullable Value make(Machine machine, Arguments given) {
        String name = given.text(1, "name");
        if (!(given.at(0) instanceof Value.ClassObject type) || name == null) {
            return null;
        }
        Value.Instance made = new Value.Instance(type);
        Value value = given.at(2);
        made.attributes().put(machine.journal(), "name", Value.text(name, given.place()));
        if (value != null) {
            made.attributes().put(machine.journal(), "value", value);
        }
        type.members().put(machine.journal(), name, made);
        Enumerations.add(type, made, machine);
        return made;
    }

    /** {@code from}, {@code tryFrom} and {@code cases} of an enumeration; null for other members. */
    static @Nullable Value member(Value.ClassObject type, String name) {
        if (!type.enumeration()) {
            return null;
        }
        return switch (name) {
            case "cases" -> new Value.Native(name, (machine, given) -> Enumerations.cases(type));
            case "from", "tryFrom" ->
                new Value.Native(name, (machine, given) -> {
                    Value sought = given.at(0);
                    return sought == null ? null : Enumerations.byValue(type, sought, machine, given.place());
                });
            default -> null;
        };
    }
}
