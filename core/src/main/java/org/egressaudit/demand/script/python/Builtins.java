package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Calls;
import org.egressaudit.demand.script.machine.Enumerations;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.OpenName;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** The built-in functions, as far as values go; none of them is told. */
final class Builtins {

    private static final int LONGEST_RANGE = 64;

    static final Map<String, NativeFunction> FUNCTIONS = functions();

    private Builtins() {}

    private static Map<String, NativeFunction> functions() {
        Map<String, NativeFunction> all = new HashMap<>();
        for (String name : List.of(
                "print",
                "input",
                "raw_input",
                "id",
                "hash",
                "dir",
                "abs",
                "sum",
                "round",
                "pow",
                "divmod",
                "ord",
                "chr",
                "memoryview",
                "complex",
                "slice",
                "breakpoint",
                "delattr",
                "eval",
                "help",
                "bytearray",
                "issubclass",
                "bin",
                "hex",
                "oct")) {
            all.put(name, (machine, given) -> null);
        }
        for (String name : List.of("str", "unicode", "bytes", "repr", "ascii", "format")) {
            all.put(name, Builtins::text);
        }
        for (String name : List.of("list", "tuple", "set", "frozenset")) {
            Container container = name.equals("tuple") ? Container.TUPLE : Container.LIST;
            all.put(name, (machine, given) -> items(machine, given, container));
        }
        all.put("sorted", (machine, given) -> Choosing.sorted(items(machine, given, Container.LIST), given));
        all.put("reversed", (machine, given) -> Rows.reversed(items(machine, given, Container.LIST)));
        all.put("iter", (machine, given) -> given.size() == 1 ? ListMembers.items(given.at(0)) : null);
        all.put("next", (machine, given) -> Choosing.next(given));
        all.put("max", (machine, given) -> Choosing.extreme(given, true));
        all.put("min", (machine, given) -> Choosing.extreme(given, false));
        all.put("any", (machine, given) -> Choosing.quantified(machine, given, false));
        all.put("all", (machine, given) -> Choosing.quantified(machine, given, true));
        all.put("callable", (machine, given) -> Choosing.callable(given));
        all.put("int", (machine, given) -> number(given));
        all.put("long", (machine, given) -> number(given));
        all.put("float", (machine, given) -> number(given));
        all.put("bool", (machine, given) -> given.at(0) == null ? null : known(machine.truth(given.at(0)), given));
        all.put("len", (machine, given) -> length(given));
        all.put("dict", (machine, given) -> {
            MapValue map = new MapValue();
            MapMembers.update(map, machine, given);
            return map;
        });
        all.put("range", Builtins::range);
        all.put("xrange", Builtins::range);
        all.put("enumerate", Builtins::enumerate);
        all.put("zip", Builtins::zip);
        all.put("map", Builtins::map);
        all.put("filter", Builtins::filtered);
        all.put("open", Files::open);
        all.put("file", Files::open);
        all.put("getattr", Builtins::attribute);
        all.put("globals", Builtins::globals);
        all.put("locals", Builtins::locals);
        all.put("vars", (machine, given) -> {
            Value object = given.at(0);
            return object == null ? locals(machine, given) : machine.members().get(object, "__dict__", given.place());
        });
        all.put("setattr", Builtins::setAttribute);
        all.put("hasattr", Builtins::hasAttribute);
        all.put("isinstance", Builtins::isInstance);
        all.put(
                "type",
                (machine, given) -> given.at(0) == null || given.at(0).instance() == null
                        ? null
                        : given.at(0).instance().type());
        all.put("del", (machine, given) -> {
            String key = given.text(1, "key");
            if (given.at(0) instanceof MapValue map && key != null) {
                map.entries().remove(machine.journal(), key);
            }
            return Value.nothing(given.place());
        });
        all.put("exit", Builtins::exit);
        all.put("quit", Builtins::exit);
        all.put("exec", Builtins::execute);
        all.put("compile", (machine, given) -> given.at(0));
        all.put("execfile", (machine, given) -> Files.execute(machine, given));
        all.put("property", (machine, given) -> given.at(0));
        all.put("staticmethod", (machine, given) -> given.at(0));
        all.put("classmethod", (machine, given) -> given.at(0));
        all.put("__import__", Imports::byName);
        return Map.copyOf(all);
    }

    private static @Nullable Value known(Truth truth, Arguments given) {
        return truth == Truth.OPEN ? null : Value.truth(truth == Truth.YES, given.place());
    }

    private static Value text(Machine machine, Arguments given) {
        Value value = given.at(0);
        if (value == null) {
            return Value.text("", given.place());
        }
        if (value.instance() != null) {
            return machine.calls().text(value, given.place());
        }
        if (value instanceof ListValue || value instanceof MapValue) {
            return new Value.Unknown("str(...)", "it is a container as text", given.place());
        }
        return new Value.Scalar(Kind.STRING, Words.of(value, given.place()));
    }

    private static @Nullable Value number(Arguments given) {
        if (given.at(0) instanceof Value.Scalar scalar) {
            String text = scalar.text();
            return text == null || text.strip().matches("[-+]?[0-9]+(\\.[0-9]+)?")
                    ? new Value.Scalar(Kind.NUMBER, scalar.word())
                    : null;
        }
        return given.at(0) == null ? Value.number("0", given.place()) : null;
    }

    private static @Nullable Value length(Arguments given) {
        Value value = given.at(0);
        Integer size = null;
        if (value instanceof ListValue list && !list.open()) {
            size = list.size();
        } else if (value instanceof MapValue map && !map.open()) {
            size = map.keys().size();
        } else if (value instanceof Value.Scalar scalar && scalar.text() != null) {
            size = scalar.text().length();
        } else if (value instanceof Value.ClassObject type && type.enumeration()) {
            size = Enumerations.cases(type).size();
        }
        return size == null ? null : Value.number(Integer.toString(size), given.place());
    }

    private static ListValue items(Machine machine, Arguments given, Container container) {
        Value value = given.at(0);
        if (value instanceof ListValue list && !list.ordered()) {
            return ListValue.anywhere(container, list.items(), list.open());
        }
        if (value == null) {
            return Value.list(container, List.of());
        }
        List<Value> all = new ArrayList<>();
        boolean open = false;
        for (Value option : value.options()) {
            Value walked = option instanceof Value.Made
                    ? machine.language().member(option, "__iter__", machine, given.place())
                    : null;
            Value made = walked == null ? option : machine.calls().call(walked, Arguments.none(given.place()), "?");
            ListValue items = ListMembers.items(made);
            if (items != null) {
                all.addAll(items.items());
                open |= items.open();
            } else if (!(option instanceof Value.Scalar)) {
                all.add(new Value.Unknown(
                        "...", "it is one of several items that only the run will know", given.place()));
                open = true;
            }
        }
        return new ListValue(container, all, open);
    }

    private static Value range(Machine machine, Arguments given) {
        Integer first = Subscripts.number(given.text(0, "start"));
        Integer second = Subscripts.number(given.text(1, "stop"));
        Integer step = given.at(2) == null ? (Integer) 1 : Subscripts.number(given.text(2, "step"));
        int from = given.at(1) == null || first == null ? 0 : first;
        Integer to = given.at(1) == null ? first : second;
        if (to == null || (given.at(1) != null && first == null) || step == null || step == 0) {
            Value any = new Value.Unknown("range(...)", "only the run will know this number", given.place());
            return new ListValue(Container.LIST, List.of(any), true);
        }
        List<Value> numbers = new ArrayList<>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            if (numbers.size() == LONGEST_RANGE) {
                return new ListValue(Container.LIST, numbers, true);
            }
            numbers.add(Value.number(Long.toString(i), given.place()));
        }
        return Value.list(Container.LIST, numbers);
    }

    private static @Nullable Value enumerate(Machine machine, Arguments given) {
        ListValue list = ListMembers.items(given.at(0));
        if (list == null) {
            return null;
        }
        Integer start = Subscripts.number(given.text(1, "start"));
        int number = start == null ? 0 : start;
        List<Value> pairs = new ArrayList<>();
        for (Value item : list.items()) {
            Value position = Value.number(Integer.toString(number++), given.place());
            pairs.add(Value.list(Container.TUPLE, List.of(position, item)));
        }
        return new ListValue(Container.LIST, pairs, list.open());
    }

    private static @Nullable Value zip(Machine machine, Arguments given) {
        List<ListValue> rows = new ArrayList<>();
        boolean open = false;
        for (Value value : given.positional()) {
            ListValue row = ListMembers.items(value);
            if (row == null) {
                return null;
            }
            rows.add(row);
            open |= row.open();
        }
        int shortest = rows.stream().mapToInt(ListValue::size).min().orElse(0);
        List<Value> tuples = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            int position = i;
            tuples.add(Value.list(
                    Container.TUPLE,
                    rows.stream().map(row -> row.items().get(position)).toList()));
        }
        return new ListValue(Container.LIST, tuples, open);
    }

    private static Value map(Machine machine, Arguments given) {
        return Callers.each(machine, given.at(0), given.drop(1), given);
    }

    private static @Nullable Value filtered(Machine machine, Arguments given) {
        ListValue list = ListMembers.items(given.at(1));
        Value function = given.at(0);
        if (list == null || function == null) {
            return null;
        }
        return function.isNothing()
                ? ListValue.anywhere(Container.LIST, list.items(), true)
                : new Rows(machine, given.place()).filtered(list, function, true);
    }

    private static @Nullable Value attribute(Machine machine, Arguments given) {
        Value object = given.at(0);
        String name = given.text(1, "name");
        if (object == null) {
            return null;
        }
        if (name == null) {
            return chosen(machine, object, given);
        }
        Value value = machine.members().get(object, name, given.place());
        Value fallback = given.at(2);
        boolean ours = object instanceof Value.Instance || object instanceof Value.Module;
        return fallback != null && ours && value instanceof Value.Unknown ? fallback : value;
    }

    /** A member by a name that only the run will know: any function that may be called so. */
    private static @Nullable Value chosen(Machine machine, Value object, Arguments given) {
        Value name = given.at(1);
        List<String> names = object instanceof Value.Module module
                ? module.globals().names()
                : object instanceof Value.Instance instance
                        ? machine.members().names(instance.type())
                        : object instanceof Value.ClassObject type
                                ? machine.members().names(type)
                                : List.of();
        return name == null
                ? null
                : OpenName.chosen(
                        Words.of(name, given.place()),
                        names.stream().filter(each -> !each.startsWith("__")).toList(),
                        each -> machine.members().own(object, each, given.place()) instanceof Value.Routined function
                                ? function
                                : null);
    }

    /** {@code globals()}: the names of the module that calls. */
    private static Value globals(Machine machine, Arguments given) {
        Frame caller = machine.caller();
        return names(caller == null ? new Namespace() : caller.module().globals(), machine, given);
    }

    /** {@code locals()}: the names of the function that calls; of the module, outside of all functions. */
    private static Value locals(Machine machine, Arguments given) {
        Frame caller = machine.caller();
        return names(caller == null ? new Namespace() : caller.locals(), machine, given);
    }

    private static Value names(Namespace names, Machine machine, Arguments given) {
        MapValue map = new MapValue();
        for (String name : names.names()) {
            Value value = names.get(name);
            if (value != null && !name.startsWith("__")) {
                map.put(machine.journal(), name, value);
            }
        }
        map.opens(machine.journal(), given.place());
        return map;
    }

    private static @Nullable Value setAttribute(Machine machine, Arguments given) {
        Value object = given.at(0);
        String name = given.text(1, "name");
        Value value = given.at(2);
        if (object != null && name != null && value != null) {
            machine.members().put(object, name, value, given.place());
        }
        return null;
    }

    private static @Nullable Value hasAttribute(Machine machine, Arguments given) {
        Value object = given.at(0);
        String name = given.text(1, "name");
        if (object == null || name == null) {
            return null;
        }
        boolean function = object instanceof Value.Routined;
        boolean has = (function || object instanceof Value.Instance)
                && machine.members().own(object, name, given.place()) != null;
        // a function has what the project gives it, and names with underscores
        boolean hasNot = function && !has && !name.startsWith("__");
        return has || hasNot ? Value.truth(has, given.place()) : null;
    }

    /** Abstract types of {@code collections.abc} and {@code typing}, by the types of the language that are one. */
    private static final Map<String, String> ABSTRACT =
            Map.of("Mapping", "dict", "MutableMapping", "dict", "Dict", "dict", "List", "list", "basestring", "str");

    private static @Nullable Value isInstance(Machine machine, Arguments given) {
        Value object = given.at(0);
        String type = given.at(1) instanceof Value.Native named
                ? named.name()
                : given.at(1) instanceof Value.External external
                        ? ABSTRACT.getOrDefault(
                                external.name().substring(external.name().lastIndexOf('.') + 1), "")
                        : "";
        if (object instanceof Value.Scalar scalar) {
            return switch (type) {
                case "str", "unicode", "bytes" ->
                    Value.truth(scalar.kind() == Kind.STRING || scalar.kind() == Kind.BYTES, given.place());
                case "int", "float" -> Value.truth(scalar.kind() == Kind.NUMBER, given.place());
                case "dict", "list", "tuple", "set" -> Value.truth(false, given.place());
                default -> null;
            };
        }
        if (object instanceof Value.Instance one && type.equals("dict") && DictObjects.isDict(one.type(), 0)) {
            return Value.truth(true, given.place());
        }
        if (object instanceof ListValue list) {
            boolean tuple = list.container() == Container.TUPLE;
            return switch (type) {
                case "tuple" -> Value.truth(tuple, given.place());
                case "list" -> Value.truth(!tuple, given.place());
                case "str", "dict", "int", "bytes" -> Value.truth(false, given.place());
                default -> null;
            };
        }
        return object instanceof MapValue && !type.isEmpty() ? Value.truth(type.equals("dict"), given.place()) : null;
    }

    static Value exit(Machine machine, Arguments given) {
        Value status = given.at(0);
        throw machine.raise(Raised.exit(status == null ? (Integer) 0 : Calls.exitStatus(status)));
    }

    private static Value execute(Machine machine, Arguments given) {
        String text = PythonLanguage.string(given.at(0));
        Word word = given.word(0, "code");
        Frame caller = machine.caller();
        if (text != null && caller != null && word instanceof Word.Known known) {
            machine.include(Source.of(known.origin(), text), caller);
        }
        return Value.nothing(given.place());
    }

    /** An object of a library of which nothing is known but its name, and what was noted of it. */
    static Value.Made object(Machine machine, String name, Map<String, Value> notes) {
        org.egressaudit.demand.script.machine.Namespace attributes =
                new org.egressaudit.demand.script.machine.Namespace();
        notes.forEach((key, value) -> attributes.put(machine.journal(), key, value));
        return new Value.Made(name, null, Outcome.UNKNOWN, attributes, null);
    }
}
