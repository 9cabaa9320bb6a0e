package org.egressaudit.demand.script.machine;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What a program has from its language and from the libraries whose meaning the machine knows. */
public interface Language {

    /** As invocations name it: {@code python}. */
    String name();

    /** A text of it as a tree. */
    Tree parse(Source source);

    /** Whether an assignment in a function reaches a variable of the function around it. */
    boolean assignsOutward();

    /** Whether functions and classes are known everywhere, also those that a file defines which a function includes. */
    default boolean definesForAll() {
        return false;
    }

    /** Whether a function may set the variables that it is given. */
    default boolean passesReferences() {
        return false;
    }

    /** Whether a variable that nothing sets has an empty value, of which an assigned item makes a container. */
    default boolean vivifies() {
        return false;
    }

    /** Whether keywords become positions, name and value, where a function takes all its arguments as one list. */
    default boolean flattensKeywords() {
        return false;
    }

    /** What a variable holds when a value is assigned to it. */
    default Value assigned(String variable, Value value, Machine machine) {
        return value;
    }

    /** Whether a member is called by naming it, so that one which is no function is its value. */
    default boolean callsByName() {
        return false;
    }

    /** Whether a method may run the function that it is given last without having a name for it, as Ruby's {@code yield}. */
    default boolean yields() {
        return false;
    }

    /** Whether a function given to a call gets what the call comes to: a block that works on what was opened. */
    default boolean blocksGetResult() {
        return false;
    }

    /** What a loop walks over when it is given a value. */
    default Value walked(Value iterable) {
        return iterable;
    }

    /** The method by which a class answers the language itself, or null when the language has none for it. */
    default @Nullable String hook(Hook hook) {
        return null;
    }

    /** The function that a value stands for where it is called, such as one given by its name; else null. */
    default @Nullable Value callable(Value value, Machine machine) {
        return null;
    }

    /** The name under which a class keeps a method of its own that its objects do not have. */
    default String ofClass(String name) {
        return name;
    }

    /**
     * For whom a method runs that is called on a class.
     *
     * @param caller whose method calls it, or null
     */
    default @Nullable Value receiver(Value.ClassObject type, @Nullable Value caller) {
        return null;
    }

    /** Whether a method gets its object as its first argument. */
    default boolean passesSelf() {
        return true;
    }

    /** What stands between an object's name and its method's in the name of a call. */
    String separator();

    /** Whether a known text, number or truth value counts as true. */
    Truth truth(Value.Scalar known);

    /** What a name means that the program does not define, or null. */
    @Nullable
    Value builtin(String name, Frame frame, Machine machine);

    /** What a library's function means, by its full name, or null when the call is to be told. */
    @Nullable
    NativeFunction function(String name);

    /** A member of a text, a list, a mapping or a library's object, when its meaning is known, else null. */
    @Nullable
    Value member(Value object, String name, Machine machine, Span place);

    /** Makes a module known. */
    void load(Statement.Import statement, Frame frame, Machine machine);

    /** What becomes of a function or class by its decorators. */
    Value decorate(Value defined, List<Expression> decorators, Frame frame, Machine machine);

    /**
     * A class has been defined.
     *
     * @param keywords what stands by name beside its bases
     */
    default void defined(Value.ClassObject type, Map<String, Value> keywords, Machine machine, Span place) {
        // nothing else happens
    }

    /** A class has declared a field. */
    default void declared(
            Value.ClassObject type, String field, Statement.Field statement, Frame frame, Machine machine) {
        // its type says nothing
    }

    /** What a constructor that takes the fields of its class is given, each by the name of its field. */
    default Arguments fields(Value.ClassObject type, Arguments given, Machine machine) {
        return given;
    }

    /** An object that is about to be made, as what it is beside: a class may inherit from the language's texts. */
    default Value object(Value.Instance made, Arguments given, Machine machine) {
        return made;
    }

    /** An object of a class without a constructor of its own has been made. */
    default void made(Value.Instance object, Arguments given, Machine machine) {
        // it has what its class has
    }

    /** Whether a class takes its fields in its constructor. */
    boolean takesFields(List<Expression> decorators, List<Value> bases);

    /** The name of the method that sets up an object. */
    String constructor();

    /** A field's value that comes from outside the program, such as a setting from the environment, or null. */
    @Nullable
    Value preset(Value.ClassObject type, String field, Machine machine);

    /** Whether an exception is one of those that a handler names. */
    boolean catches(String handler, String raised);

    /** An exception by the name of a class that is not of the project: its own name and what it inherits from. */
    List<String> lineage(String exception);

    /** A call about to be told: its arguments, streams and circumstances as this language gives them. */
    Invocation shape(Invocation plain, Arguments arguments, Machine machine);

    /** What a call of a library comes to, or null for an object of which nothing is known. */
    @Nullable
    Value result(Invocation call, Outcome outcome, Arguments arguments, Machine machine);
}
