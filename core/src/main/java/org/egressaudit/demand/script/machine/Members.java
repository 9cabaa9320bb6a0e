package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Members of objects, of classes, of modules, and of what libraries give. */
public final class Members {

    private static final int DEEPEST_HERITAGE = 20;

    private final Machine machine;

    Members(Machine machine) {
        this.machine = machine;
    }

    /** A member; unknown when only the run will know. */
    public Value get(Value object, String name, Span place) {
        if (object instanceof Value.Either either) {
            return Value.either(either.options().stream()
                    .map(option -> get(option, name, place))
                    .toList());
        }
        Value own = own(object, name, place);
        if (own != null) {
            return own;
        }
        Value known = machine.language().member(object, name, machine, place);
        if (known != null) {
            return known;
        }
        Value answered = hook(object, Hook.MEMBER, place);
        if (answered != null) {
            return machine.calls().call(answered, Arguments.of(place, List.of(MapValue.key(name, place))), "...");
        }
        if (object instanceof Value.Instance instance) {
            return inherited(instance, instance.type(), name, place);
        }
        if (object instanceof Value.ClassObject type) {
            Value.External base = libraryBase(type, 0);
            return base == null ? unknown(name, place) : new Value.External(joined(base.name(), name));
        }
        if (object instanceof Value.Super view) {
            return view.self() instanceof Value.Instance instance
                    ? inherited(instance, view.owner(), name, place)
                    : unknown(name, place);
        }
        if (object instanceof Value.External external) {
            return new Value.External(joined(external.name(), name));
        }
        if (object instanceof Value.Made made) {
            Value.Made member =
                    new Value.Made(joined(made.name(), name), maker(made), Outcome.UNKNOWN, new Namespace(), null);
            made.attributes().put(machine.journal(), name, member);
            return member;
        }
        machine.doubt();
        return object instanceof Value.Unknown unknown
                ? new Value.Unknown("...", unknown.reason(), place)
                : unknown(name, place);
    }

    /** What a call of a method means: a class may answer for those that it does not define. */
    Value method(Value object, String name, Span place) {
        if (object instanceof Value.Either either) {
            return Value.either(either.options().stream()
                    .map(option -> method(option, name, place))
                    .toList());
        }
        boolean ours = object instanceof Value.Instance || object instanceof Value.ClassObject;
        if (!ours || own(object, name, place) != null) {
            return get(object, name, place);
        }
        Value key = MapValue.key(name, place);
        Value answered = hook(object, object instanceof Value.Instance ? Hook.METHOD : Hook.STATIC_METHOD, place);
        if (answered != null) {
            return new Value.Native(name, (run, given) -> {
                ListValue row = new ListValue(Expression.Container.LIST, given.positional(), given.open());
                return run.calls().call(answered, Arguments.of(given.place(), List.of(key, row)), name);
            });
        }
        Value missing = hook(object, Hook.METHOD_MISSING, place);
        return missing == null
                ? get(object, name, place)
                : new Value.Native(name, (run, given) -> run.calls().call(missing, given.prepend(key), name));
    }

    /** The method by which an object of the project answers the language itself, or null. */
    @Nullable
    Value hook(Value object, Hook hook, Span place) {
        String method = machine.language().hook(hook);
        boolean ours = object.instance() != null || object instanceof Value.ClassObject;
        if (method == null || !ours || (object instanceof Value.ClassObject) != (hook == Hook.STATIC_METHOD)) {
            return null;
        }
        return own(object, method, place) instanceof Value.Routined function ? function : null;
    }

    /** The call that made an object, with what was assigned to the object since as keywords: its methods go by them. */
    private static @Nullable Invocation maker(Value.Made made) {
        Invocation maker = made.maker();
        List<Argument> assigned = new ArrayList<>();
        for (String name : made.attributes().names()) {
            Value held = made.attributes().get(name);
            if (held instanceof Value.Scalar value) {
                assigned.add(new Argument(name, value.word()));
            } else if (held instanceof Value.Made inner) {
                for (String part : inner.attributes().names()) {
                    if (inner.attributes().get(part) instanceof Value.Scalar value) {
                        assigned.add(new Argument(name + "." + part, value.word()));
                    }
                }
            }
        }
        if (maker == null || assigned.isEmpty()) {
            return maker;
        }
        Invocation known = maker;
        for (Argument argument : assigned) {
            known = known.with(argument);
        }
        return known;
    }

    /** Methods taken before an assignment do not know of it: they are taken anew. */
    private void forgetMethods(Value.Made made) {
        for (String name : made.attributes().names()) {
            boolean method = made.attributes().get(name) instanceof Value.Made member
                    && member.name().equals(joined(made.name(), name))
                    && member.attributes().names().isEmpty();
            if (method) {
                made.attributes().remove(machine.journal(), name);
            }
        }
    }

    private String joined(String owner, String member) {
        return owner + machine.language().separator() + member;
    }

    private Value unknown(String name, Span place) {
        machine.doubt();
        return new Value.Unknown(
                "...",
                "the member " + name + " has no value in the files that were read; declare what it reaches",
                place,
                machine.language().vivifies());
    }

    /** A member that the project itself defines, bound to its object; null when there is none. */
    public @Nullable Value own(Value object, String name, Span place) {
        if (name.startsWith("@")) {
            return variable(object, name.substring(1), place);
        }
        Value.Instance instance = object.instance();
        if (instance != null) {
            Value value = instance.attributes().get(name);
            return value != null ? value : handedOut(declared(instance.type(), name, 0), object, place);
        }
        if (object instanceof Value.ClassObject type) {
            Value apart = declared(type, machine.language().ofClass(name), 0);
            Value value = apart != null ? apart : declared(type, name, 0);
            boolean ofClass =
                    value instanceof Value.Routined function && function.binding() == Value.Binding.CLASS_METHOD;
            return ofClass && value instanceof Value.Routined function ? function.bind(type) : value;
        }
        if (object instanceof Value.Super view) {
            for (Value base : view.owner().bases()) {
                if (base instanceof Value.ClassObject type) {
                    Value value = handedOut(declared(type, name, 0), view.self(), place);
                    if (value != null) {
                        return value;
                    }
                }
            }
            return null;
        }
        if (object instanceof Value.Module module) {
            return module.globals().get(name);
        }
        if (object instanceof Value.Routined function) {
            return machine.attributes(function).get(name);
        }
        if (object instanceof Value.External external) {
            return machine.externals().get(joined(external.name(), name));
        }
        return object instanceof Value.Made made ? made.attributes().get(name) : null;
    }

    /** Ruby's {@code @name}, which is no method of the same name. */
    private @Nullable Value variable(Value object, String name, Span place) {
        Value held = object instanceof Value.Instance instance
                ? instance.attributes().get(name)
                : own(object, name, place);
        if (held == null && object instanceof Value.Instance instance) {
            // @@name, which the class has for all
            held = declared(instance.type(), name, 0);
        }
        return held instanceof Value.Routined ? null : held;
    }

    /** The names of what a class and those of the project that it inherits from define. */
    public List<String> names(Value.ClassObject type) {
        List<String> names = new ArrayList<>();
        gather(type, names, 0);
        return names.stream().distinct().toList();
    }

    private static void gather(Value.ClassObject type, List<String> names, int depth) {
        names.addAll(type.members().names());
        for (Value base : depth > DEEPEST_HERITAGE ? List.<Value>of() : type.bases()) {
            if (base instanceof Value.ClassObject parent) {
                gather(parent, names, depth + 1);
            }
        }
    }

    private @Nullable Value declared(Value.ClassObject type, String name, int depth) {
        Value value = type.members().get(name);
        if (value != null || depth > DEEPEST_HERITAGE) {
            return value;
        }
        for (Value base : type.bases()) {
            Value inherited = base instanceof Value.ClassObject parent ? declared(parent, name, depth + 1) : null;
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private @Nullable Value handedOut(@Nullable Value value, Value object, Span place) {
        if (!(value instanceof Value.Routined function)) {
            return value;
        }
        return switch (function.binding()) {
            case METHOD -> function.bind(object);
            case CLASS_METHOD ->
                function.bind(
                        object.instance() == null ? object : object.instance().type());
            case STATIC -> function;
            case PROPERTY -> machine.calls().call(function.bind(object), Arguments.none(place), "...");
        };
    }

    /** The library class that a class inherits from, or null. */
    static Value.@Nullable External libraryBase(Value.ClassObject type, int depth) {
        if (depth > DEEPEST_HERITAGE) {
            return null;
        }
        for (Value base : type.bases()) {
            if (base instanceof Value.External external && !external.name().equals("object")) {
                return external;
            }
            if (base instanceof Value.ClassObject parent) {
                Value.External found = libraryBase(parent, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private Value inherited(Value.Instance instance, Value.ClassObject type, String name, Span place) {
        Value.External base = libraryBase(type, 0);
        if (base == null) {
            return unknown(name, place);
        }
        if (name.equals(machine.language().constructor())) {
            return new Value.Native(name, (run, arguments) -> {
                Value made = run.calls().call(base, arguments, base.name());
                if (made instanceof Value.Made library && library.maker() != null) {
                    instance.madeBy(library.maker());
                }
                return Value.nothing(arguments.place());
            });
        }
        Value.Made member =
                new Value.Made(joined(base.name(), name), instance.maker(), Outcome.UNKNOWN, new Namespace(), null);
        instance.attributes().put(machine.journal(), name, member);
        return member;
    }

    /** Sets a member. */
    public void put(Value object, String name, Value value, Span place) {
        for (Value option : object.options()) {
            one(option, name, value, place);
        }
    }

    private void one(Value object, String written, Value value, Span place) {
        String name = written.startsWith("@") ? written.substring(1) : written;
        Journal journal = machine.journal();
        if (object.instance() != null) {
            object.instance().attributes().put(journal, name, value);
        } else if (object instanceof Value.ClassObject type) {
            type.members().put(journal, name, value);
        } else if (object instanceof Value.Module module) {
            module.globals().put(journal, name, value);
        } else if (object instanceof Value.Routined function) {
            machine.attributes(function).put(journal, name, value);
        } else if (object instanceof MapValue map) {
            map.put(journal, name, value);
        } else if (object instanceof Value.Made made) {
            made.attributes().put(journal, name, value);
            forgetMethods(made);
            tell(made.name(), made.maker(), name, value, place);
        } else if (object instanceof Value.External external) {
            machine.externals().put(journal, joined(external.name(), name), value);
            tell(external.name(), null, name, value, place);
        }
    }

    /** Sets an entry of a library's object: {@code session.proxies['https'] = ...}. */
    void putEntry(Value object, String key, Value value, Span place) {
        if (object instanceof Value.Made made) {
            made.attributes().put(machine.journal(), key, value);
            String separator = machine.language().separator();
            int cut = made.name().lastIndexOf(separator);
            if (cut > 0) {
                String member = made.name().substring(cut + separator.length());
                tell(made.name().substring(0, cut), made.maker(), member + "." + key, value, place);
            }
        }
    }

    /** An assignment to a library's object may matter to it: it is told as a call of {@code __setattr__}. */
    private void tell(String owner, @Nullable Invocation maker, String name, Value value, Span place) {
        List<Argument> arguments = Telling.flatten(name, value, place);
        machine.calls().telling().tell(joined(owner, "__setattr__"), maker, arguments, Arguments.none(place));
    }
}
