package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.egressaudit.demand.script.machine.Completion.Unwinding;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.StatementVisitor;
import org.egressaudit.text.Span;

/** Follows control flow, statement by statement. */
final class Statements implements StatementVisitor<Completion> {

    private final Machine machine;
    private final Frame frame;
    private final Expressions expressions;

    Statements(Machine machine, Frame frame) {
        this.machine = machine;
        this.frame = frame;
        this.expressions = new Expressions(machine, frame);
    }

    /** Statements in order, until one does not end normally. */
    Completion block(List<Statement> statements) {
        for (Statement statement : statements) {
            if (!machine.step()) {
                return Completion.NORMAL;
            }
            Completion completion = execute(statement);
            if (!(completion instanceof Completion.Normal)) {
                return completion;
            }
        }
        return Completion.NORMAL;
    }

    private Completion execute(Statement statement) {
        if (!machine.enter()) {
            return Completion.NORMAL;
        }
        try {
            return statement.accept(this);
        } catch (Unwinding unwinding) {
            return unwinding.completion();
        } finally {
            machine.leave();
        }
    }

    private Span place(Statement statement) {
        return frame.source().span(statement.from(), statement.from());
    }

    @Override
    public Completion evaluation(Statement.Evaluation statement) {
        expressions.evaluate(statement.value());
        return Completion.NORMAL;
    }

    @Override
    public Completion assignment(Statement.Assignment statement) {
        Value value = expressions.evaluate(statement.value());
        for (Expression target : statement.targets()) {
            expressions.assign(target, value);
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion field(Statement.Field statement) {
        if (frame.body != null && statement.target() instanceof Expression.Name name) {
            frame.body.fields().add(name.name());
            machine.language().declared(frame.body, name.name(), statement, frame, machine);
        }
        if (statement.value() != null) {
            expressions.assign(statement.target(), expressions.evaluate(statement.value()));
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion choice(Statement.If statement) {
        return choice(statement.branches(), statement.otherwise());
    }

    private Completion choice(List<Statement.Branch> branches, List<Statement> otherwise) {
        List<Supplier<Completion>> open = new ArrayList<>();
        for (Statement.Branch branch : branches) {
            Truth truth = machine.truth(expressions.evaluate(branch.test()));
            if (truth == Truth.NO) {
                continue;
            }
            open.add(() -> block(branch.body()));
            if (truth == Truth.YES) {
                return settle(open);
            }
        }
        open.add(() -> block(otherwise));
        return settle(open);
    }

    private Completion settle(List<Supplier<Completion>> open) {
        return open.size() == 1 ? open.get(0).get() : machine.branch(frame, open);
    }

    @Override
    public Completion loop(Statement.While statement) {
        return new Loops(machine, frame, expressions, this).loop(statement);
    }

    @Override
    public Completion walk(Statement.For statement) {
        return new Loops(machine, frame, expressions, this).walk(statement);
    }

    @Override
    public Completion selection(Statement.Switch statement) {
        return new Loops(machine, frame, expressions, this).selection(statement);
    }

    @Override
    public Completion attempt(Statement.Try statement) {
        return new Attempts(machine, frame, expressions, this).attempt(statement);
    }

    @Override
    public Completion with(Statement.With statement) {
        return new Attempts(machine, frame, expressions, this).with(statement);
    }

    @Override
    public Completion definition(Statement.Definition statement) {
        Value.Routined function =
                new Value.Routined(statement.routine(), frame.closure(), null, frame.body, Value.Binding.METHOD);
        Value defined = statement.decorators().isEmpty()
                ? function
                : machine.language().decorate(function, statement.decorators(), frame, machine);
        define(statement.routine().name(), defined);
        return Completion.NORMAL;
    }

    @Override
    public Completion classDefinition(Statement.ClassDefinition statement) {
        List<Value> bases = new ArrayList<>();
        Map<String, Value> keywords = new LinkedHashMap<>();
        for (Expression.Given given : statement.bases()) {
            if (given.name() == null) {
                bases.add(expressions.evaluate(given.value()));
            } else {
                keywords.put(given.name(), expressions.evaluate(given.value()));
            }
        }
        Value.ClassObject type = new Value.ClassObject(
                statement.name(), bases, machine.language().takesFields(statement.decorators(), bases));
        Completion completion = new Statements(machine, frame.defining(type)).block(statement.body());
        define(statement.name(), type);
        machine.language().defined(type, keywords, machine, place(statement));
        if (!statement.decorators().isEmpty()) {
            define(statement.name(), machine.language().decorate(type, statement.decorators(), frame, machine));
        }
        return completion instanceof Completion.Thrown ? completion : Completion.NORMAL;
    }

    private void define(String name, Value value) {
        if (machine.language().definesForAll() && frame.body == null) {
            frame.module().globals().put(machine.journal(), name, value);
        } else {
            frame.assign(machine.journal(), name, value, false);
        }
    }

    @Override
    public Completion returning(Statement.Return statement) {
        return new Completion.Returned(
                statement.value() == null ? Value.nothing(place(statement)) : expressions.evaluate(statement.value()));
    }

    @Override
    public Completion raise(Statement.Raise statement) {
        if (statement.value() == null) {
            return new Completion.Thrown(frame.handling == null ? Raised.of(List.of("Exception")) : frame.handling);
        }
        Value value = expressions.evaluate(statement.value());
        return new Completion.Thrown(machine.calls().raised(value, place(statement)));
    }

    @Override
    public Completion jump(Statement.Jump statement) {
        return new Completion.Jumped(statement.leaves(), statement.outer());
    }

    @Override
    public Completion importing(Statement.Import statement) {
        machine.language().load(statement, frame, machine);
        return Completion.NORMAL;
    }

    @Override
    public Completion outer(Statement.Outer statement) {
        frame.declare(statement.module(), statement.names());
        return Completion.NORMAL;
    }

    @Override
    public Completion match(Statement.Match statement) {
        Value subject = expressions.evaluate(statement.subject());
        List<Supplier<Completion>> open = new ArrayList<>();
        for (Statement.Case one : statement.cases()) {
            Truth fits = one.pattern() == null ? Truth.YES : expressions.fits(subject, one.pattern());
            Truth guarded = one.guard() == null || fits == Truth.NO
                    ? fits
                    : fits.and(machine.truth(expressions.evaluate(one.guard())));
            if (guarded == Truth.NO) {
                continue;
            }
            open.add(() -> block(one.body()));
            if (guarded == Truth.YES) {
                return settle(open);
            }
        }
        open.add(() -> Completion.NORMAL);
        return settle(open);
    }
}
