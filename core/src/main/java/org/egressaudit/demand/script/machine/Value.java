package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What an expression comes to, as far as a reader can know. */
public sealed interface Value
        permits Value.Scalar,
                Value.Routined,
                Value.ClassObject,
                Value.Instance,
                Value.Module,
                Value.Super,
                Value.External,
                Value.Made,
                Value.Native,
                Value.Either,
                Value.Unknown,
                ListValue,
                MapValue {

    /** How many possibilities of a value are followed; one more makes it unknown. */
    int MOST = 64;

    /**
     * A text, a number, a truth value, or nothing.
     *
     * @param object the object of a class of the project that it is, such as a member of an enumeration of texts, or null
     */
    record Scalar(Kind kind, Word word, @Nullable Instance object) implements Value {

        /** One that is no object of the project. */
        public Scalar(Kind kind, Word word) {
            this(kind, word, null);
        }

        /** Its text when it is known and single, else null. */
        public @Nullable String text() {
            return word instanceof Word.Known known ? known.text() : null;
        }
    }

    /**
     * A function written in the project.
     *
     * @param closure where its free names are looked up
     * @param self the object whose method it is, or null
     * @param owner the class that defines it, or null
     * @param binding how a class hands it out
     */
    record Routined(
            Routine routine,
            Frame closure,
            @Nullable Value self,
            @Nullable ClassObject owner,
            Binding binding) implements Value {

        /** The same function as a method of an object. */
        public Routined bind(Value object) {
            return new Routined(routine, closure, object, owner, binding);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Routined function && function.routine == routine && function.self == self;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(routine);
        }
    }

    /** How a class hands out a function. */
    enum Binding {
        METHOD,
        CLASS_METHOD,
        STATIC,
        PROPERTY
    }

    /** A class written in the project. */
    final class ClassObject implements Value {
        private final String name;
        private final List<Value> bases;
        private final Namespace members = new Namespace();
        private final List<String> fields = new ArrayList<>();
        private final boolean data;

        /**
         * @param name as defined
         * @param bases classes of the project, or {@link External}s
         * @param data whether its constructor takes its fields
         */
        public ClassObject(String name, List<Value> bases, boolean data) {
            this.name = name;
            this.bases = List.copyOf(bases);
            this.data = data;
        }

        /** As defined. */
        public String name() {
            return name;
        }

        /** What it inherits from. */
        public List<Value> bases() {
            return bases;
        }

        /** Methods and class attributes. */
        public Namespace members() {
            return members;
        }

        /** Whether its objects are members known by name, of which no two are equal. */
        public boolean enumeration() {
            return members.get(Enumerations.CASES) != null;
        }

        /** Names of the fields declared with a type, in order. */
        public List<String> fields() {
            return fields;
        }

        /** Whether its constructor takes its fields. */
        public boolean data() {
            return data;
        }
    }

    /** An object of a class of the project. */
    final class Instance implements Value {
        private final ClassObject type;
        private final Namespace attributes = new Namespace();
        private @Nullable Invocation maker;

        /** @param type its class */
        public Instance(ClassObject type) {
            this.type = type;
        }

        /** Its class. */
        public ClassObject type() {
            return type;
        }

        /** What was assigned to it. */
        public Namespace attributes() {
            return attributes;
        }

        /** The call of a library's constructor that made its inherited part, or null. */
        public @Nullable Invocation maker() {
            return maker;
        }

        /** The constructor of an inherited library class has been called. */
        public void madeBy(Invocation call) {
            maker = call;
        }
    }

    /** An object seen as one of the classes that its method's class inherits from. */
    record Super(Value self, ClassObject owner) implements Value {}

    /** A module of the project. */
    record Module(String name, Namespace globals) implements Value {}

    /** Something of a library, by its full name. */
    record External(String name) implements Value {}

    /**
     * What the call of a library's function came to, or a member of it.
     *
     * @param name under which its methods are called: the maker's name and the members after it
     * @param maker the call
     * @param outcome what is known of the call
     * @param attributes what was assigned to it
     * @param text the text for which it stands, such as a request for its URL, or null
     */
    record Made(
            String name,
            @Nullable Invocation maker,
            Outcome outcome,
            Namespace attributes,
            @Nullable Word text) implements Value {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Made made && made.attributes == attributes;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(attributes);
        }
    }

    /** A function of the language or of a library whose meaning the machine knows. */
    record Native(String name, NativeFunction function) implements Value {}

    /** One of several, each none of these. */
    record Either(List<Value> options) implements Value {
        public Either {
            options = List.copyOf(options);
        }
    }

    /**
     * Only the run will know.
     *
     * @param unset whether nothing that was read sets it, so that a fallback of the program's own holds
     */
    record Unknown(String source, String reason, Span place, boolean unset) implements Value {

        /** Only the run will know. */
        public Unknown(String source, String reason, Span place) {
            this(source, reason, place, false);
        }

        /** A variable of the environment that neither the crontab nor the program sets. */
        public static Unknown variable(String name, Span place) {
            return new Unknown(
                    name,
                    "the environment variable " + name + " is not set by the crontab or the script; set it there, or"
                            + " declare what it reaches",
                    place,
                    true);
        }
    }

    /** A text as it is written. */
    static Scalar literal(Kind kind, String text, Span place) {
        // nothing is an empty text where a text is wanted
        return new Scalar(kind, Word.Known.literal(kind == Kind.NOTHING ? "" : text, place));
    }

    /** A text that was computed at a place. */
    static Scalar text(String text, Span place) {
        return new Scalar(Kind.STRING, new Word.Known(text, place, place, Certainty.DERIVED));
    }

    /** A number that was computed at a place. */
    static Scalar number(String text, Span place) {
        return new Scalar(Kind.NUMBER, new Word.Known(text, place, place, Certainty.DERIVED));
    }

    /** A truth value, as Python writes it. */
    static Scalar truth(boolean holds, Span place) {
        return literal(Kind.BOOLEAN, holds ? "True" : "False", place);
    }

    /** {@code None} and its kin. */
    static Scalar nothing(Span place) {
        return literal(Kind.NOTHING, "", place);
    }

    /** Whether it is {@code None} or its kin. */
    default boolean isNothing() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    }

    /** An empty list, set or tuple, or one of these items. */
    static ListValue list(Expression.Container container, List<? extends Value> items) {
        return new ListValue(container, items, false);
    }

    /** The object of a class of the project that it is, or null. */
    default @Nullable Instance instance() {
        return this instanceof Scalar scalar ? scalar.object() : this instanceof Instance instance ? instance : null;
    }

    /** Every possibility. */
    default List<Value> options() {
        return this instanceof Either either ? either.options() : List.of(this);
    }

    /** One of these values. */
    static Value either(List<? extends Value> values) {
        List<Value> distinct = new ArrayList<>();
        for (Value value : values) {
            for (Value option : value.options()) {
                if (distinct.stream().noneMatch(seen -> same(seen, option))) {
                    distinct.add(option);
                }
            }
        }
        if (distinct.size() > 1) {
            distinct = fallen(distinct);
        }
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        if (distinct.size() > MOST) {
            distinct = new ArrayList<>(distinct.subList(0, MOST));
        }
        return new Either(distinct);
    }

    /** A fallback stands for a variable that nothing sets, unless the fallback is empty. */
    private static List<Value> fallen(List<Value> options) {
        boolean unset = options.stream().anyMatch(option -> option instanceof Unknown unknown && unknown.unset());
        if (!unset) {
            return options;
        }
        boolean fallback = options.stream()
                .anyMatch(option -> !(option instanceof Unknown) && !option.isNothing() && !isEmptyText(option));
        return fallback
                ? options.stream()
                        .filter(option -> !(option instanceof Unknown unknown && unknown.unset()))
                        .map(Value::asDefault)
                        .toList()
                : options.stream().filter(option -> !isEmptyText(option)).toList();
    }

    /**
     * What a program takes for a variable of the environment that nothing sets. An empty text is no fallback: a job that
     * reaches something by the variable gets it from somewhere.
     */
    static Value fallback(Value usual, String variable, Span place) {
        return isEmptyText(usual) ? Unknown.variable(variable, place) : asDefault(usual);
    }

    /** Whether it is a known text of no characters. */
    static boolean isEmptyText(Value value) {
        return value instanceof Scalar scalar
                && scalar.kind() == Kind.STRING
                && scalar.text() != null
                && scalar.text().isEmpty();
    }

    /** A value that holds as long as nothing else is said. */
    static Value asDefault(Value value) {
        if (value instanceof Scalar scalar && scalar.word() instanceof Word.Known known) {
            Certainty certainty = known.certainty().and(Certainty.DEFAULT);
            return new Scalar(scalar.kind(), new Word.Known(known.text(), known.span(), known.origin(), certainty));
        }
        return value;
    }

    private static boolean same(Value one, Value other) {
        if (one instanceof Scalar a && other instanceof Scalar b) {
            return a.kind() == b.kind()
                    && a.object() == b.object()
                    && a.text() != null
                    && Objects.equals(a.text(), b.text());
        }
        if (one instanceof Unknown a && other instanceof Unknown b) {
            return a.source().equals(b.source()) && a.reason().equals(b.reason());
        }
        return one == other || one.equals(other);
    }
}
