package org.egressaudit.demand.script.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that has a value. */
public sealed interface Expression {

    /** Offset of its first character. */
    int from();

    /** Offset after its last character. */
    int to();

    /** Answers for its kind. */
    <R> R accept(ExpressionVisitor<R> visitor);

    /** The kinds of literals. */
    enum Kind {
        STRING,
        BYTES,
        NUMBER,
        BOOLEAN,
        /** {@code None}, {@code undef}, {@code null}, {@code nil}. */
        NOTHING
    }

    /**
     * A value written as it is.
     *
     * @param text after the language's escapes; numbers without underscores, {@code True} and {@code False},
     *     {@code None}
     */
    record Literal(Kind kind, String text, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /** Text with values in it; each part becomes text, one after another. */
    record Interpolated(List<Expression> parts, int from, int to) implements Expression {
        public Interpolated {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.interpolated(this);
        }
    }

    /** A variable, a function, a class or a module. */
    record Name(String name, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.name(this);
        }
    }

    /** A member of an object. */
    record Attribute(Expression object, String name, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.attribute(this);
        }
    }

    /** An item of a container. */
    record Subscript(Expression object, Expression index, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.subscript(this);
        }
    }

    /** A stretch of a container; stands as the index of a {@link Subscript}. */
    record Slice(
            @Nullable Expression lower,
            @Nullable Expression upper,
            @Nullable Expression step,
            int from,
            int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.slice(this);
        }
    }

    /** A call of a function, a method or a class. */
    record Call(Expression callee, List<Given> arguments, int from, int to) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /**
     * An argument of a call.
     *
     * @param spread how many values it stands for
     * @param name the keyword, or null
     */
    record Given(Spread spread, @Nullable String name, Expression value) {}

    /** How many values an argument stands for. */
    enum Spread {
        ONE,
        /** {@code *list}: one for each item. */
        ITEMS,
        /** {@code **mapping}: one keyword for each entry. */
        ENTRIES
    }

    /** An operator before its operand. */
    record Unary(String operator, Expression operand, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.unary(this);
        }
    }

    /** An operator between two operands; text is joined by the operator {@code +} or {@code .}. */
    record Binary(String operator, Expression left, Expression right, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /** The first operand that decides: {@code and}, {@code or}, {@code ??}. */
    record Logical(Connective connective, List<Expression> operands, int from, int to) implements Expression {
        public Logical {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.logical(this);
        }
    }

    /** What decides a {@link Logical}. */
    enum Connective {
        /** The first false one. */
        AND,
        /** The first true one. */
        OR,
        /** The first that is something: {@code ??} and {@code //}. */
        DEFINED
    }

    /** Two values compared: {@code ==}, {@code !=}, {@code <}, {@code in}, {@code not in}, {@code is}, ... */
    record Comparison(String operator, Expression left, Expression right, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.comparison(this);
        }
    }

    /** One of two by a condition. */
    record Conditional(Expression test, Expression then, Expression otherwise, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.conditional(this);
        }
    }

    /**
     * A function as a value.
     *
     * @param knowsItself whether its name is a variable, which its own body alone sees ({@code const f = function again()
     *     {...}} of JavaScript)
     */
    record Lambda(Routine routine, boolean knowsItself, int from, int to) implements Expression {

        /** A function without a name of its own. */
        public Lambda(Routine routine, int from, int to) {
            this(routine, false, from, to);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.lambda(this);
        }
    }

    /** Items in a row. */
    record Items(Container container, List<Expression> items, int from, int to) implements Expression {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.items(this);
        }
    }

    /** The kinds of containers. */
    enum Container {
        LIST,
        /** A list without brackets of its own: among the items of another its items are items of that (Perl). */
        ROW,
        TUPLE,
        SET,
        MAPPING,
        GENERATOR
    }

    /** Keys and values. */
    record Mapping(List<Entry> entries, int from, int to) implements Expression {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.mapping(this);
        }
    }

    /**
     * A key and its value.
     *
     * @param key or null when the value is another mapping whose entries are taken over
     */
    record Entry(@Nullable Expression key, Expression value) {}

    /**
     * A container made by walking others.
     *
     * @param key for a mapping the key, else null
     */
    record Comprehension(
            Container container, @Nullable Expression key, Expression element, List<Clause> clauses, int from, int to)
            implements Expression {
        public Comprehension {
            clauses = List.copyOf(clauses);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.comprehension(this);
        }
    }

    /** One {@code for target in iterable if test if test}. */
    record Clause(Expression target, Expression iterable, List<Expression> tests) {
        public Clause {
            tests = List.copyOf(tests);
        }
    }

    /** {@code *value}: each of its items, in a display or a target. */
    record Spreading(Expression value, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.spreading(this);
        }
    }

    /** {@code yield value}: hands a value to whoever walks the generator. */
    record Yield(@Nullable Expression value, boolean each, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.yielding(this);
        }
    }

    /** An assignment that has a value: {@code (name := value)}. */
    record Assigning(Expression target, String operator, Expression value, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.assigning(this);
        }
    }

    /**
     * A variable whose name is computed: {@code $$name}.
     *
     * @param sigil what stands before every variable's name, and not in the computed one
     */
    record Computed(String sigil, Expression name, int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.computed(this);
        }
    }

    /** A stretch that the parser did not understand, or whose value does not matter. */
    record Opaque(int from, int to) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.opaque(this);
        }
    }
}
