package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** The variables of one call, of a class body, or of a module. */
public final class Frame {

    private final Namespace locals;
    private final @Nullable Frame outer;
    private final Value.Module module;
    private final Source source;
    private final @Nullable Routine routine;

    /** The class whose body this is, or null. */
    final Value.@Nullable ClassObject body;

    /** The class that defines the method being run, or null. */
    Value.@Nullable ClassObject owner;

    /** The object whose method is being run, or null. */
    @Nullable
    Value self;

    /** The function that the call was given to run, besides its arguments, or null. */
    @Nullable
    Value block;

    /** The exception being handled, or null. */
    @Nullable
    Raised handling;

    /** Jumps out of the innermost loop or switch that may happen under open conditions, or to its next round. */
    Set<Completion.Jumped> jumps = new LinkedHashSet<>();

    /** Returns that may have happened under open conditions. */
    final List<Possible> possible = new ArrayList<>();

    /** What the generator has handed out. */
    final List<Value> yielded = new ArrayList<>();

    private final Set<String> moduleNames = new HashSet<>();
    private final Set<String> outerNames = new HashSet<>();

    /** A return that may have happened, and what its branch left. */
    record Possible(Value value, Journal.Changes changes) {}

    private Frame(
            Namespace locals,
            @Nullable Frame outer,
            Value.Module module,
            Source source,
            @Nullable Routine routine,
            Value.@Nullable ClassObject body) {
        this.locals = locals;
        this.outer = outer;
        this.module = module;
        this.source = source;
        this.routine = routine;
        this.body = body;
    }

    /** The top of a module. */
    public static Frame of(Value.Module module, Source source) {
        return new Frame(module.globals(), null, module, source, null, null);
    }

    /** The function given to the method around here, or null. */
    public @Nullable Value block() {
        Frame frame = this;
        while (frame != null && frame.block == null) {
            frame = frame.outer;
        }
        return frame == null ? null : frame.block;
    }

    /** A call of a function defined in this frame. */
    Frame calling(Routine called) {
        return new Frame(new Namespace(), this, module, source, called, null);
    }

    /** A scope around one function of this frame, for the name that the function alone knows itself by. */
    Frame naming() {
        return new Frame(new Namespace(), this, module, source, routine, null);
    }

    /** The body of a class defined in this frame. */
    Frame defining(Value.ClassObject type) {
        return new Frame(type.members(), this, module, source, null, type);
    }

    /** The same variables, for text from elsewhere. */
    public Frame reading(Source other) {
        return new Frame(locals, outer, module, other, routine, body);
    }

    /** Where free names of a function defined here are looked up: a class body is passed over. */
    Frame closure() {
        return body != null && outer != null ? outer.closure() : this;
    }

    /** The module. */
    public Value.Module module() {
        return module;
    }

    /** The text for which offsets count. */
    public Source source() {
        return source;
    }

    /** The function being run, or null at the top of a module or class. */
    public @Nullable Routine routine() {
        return routine;
    }

    /** The own variables. */
    public Namespace locals() {
        return locals;
    }

    /** The object whose method is being run, here or around; null when there is none. */
    public @Nullable Value self() {
        return self != null || outer == null ? self : outer.self();
    }

    /** The class whose method is being run, here or around; null when there is none. */
    public Value.@Nullable ClassObject owner() {
        if (body != null) {
            return body;
        }
        return owner != null || outer == null ? owner : outer.owner();
    }

    /** The variables of the caller's frame in which this function is defined, or null. */
    @Nullable
    Frame outer() {
        return outer;
    }

    void declare(boolean inModule, List<String> names) {
        (inModule ? moduleNames : outerNames).addAll(names);
    }

    /** The value of a name as this frame sees it, or null. */
    public @Nullable Value lookup(String name) {
        if (!moduleNames.contains(name)) {
            for (Frame frame = this; frame != null; frame = frame.outer) {
                Value value = frame.locals.get(name);
                if (value != null && (frame == this || frame.body == null)) {
                    return value;
                }
            }
        }
        return module.globals().get(name);
    }

    /** Assigns to the variable that the name means here. */
    public void assign(Journal journal, String name, Value value, boolean outward) {
        if (moduleNames.contains(name)) {
            module.globals().put(journal, name, value);
            return;
        }
        if (outerNames.contains(name) || (outward && body == null && locals.get(name) == null)) {
            for (Frame frame = outer; frame != null; frame = frame.outer) {
                if (frame.body == null && frame.locals.get(name) != null) {
                    frame.locals.put(journal, name, value);
                    return;
                }
            }
        }
        locals.put(journal, name, value);
    }
}
