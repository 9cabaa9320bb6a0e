package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are made of read data after the types of their fields: models of pydantic ("Models" and "Fields" of its
 * documentation), data classes filled by dacite or dataclasses-json.
 */
final class ModelClasses {

    private static final Set<String> READERS =
            Set.of("model_validate", "parse_obj", "from_dict", "model_construct", "construct", "from_orm");

    private static final Set<String> TEXT_READERS =
            Set.of("model_validate_json", "parse_raw", "from_json", "schema_from_json");

    private static final Set<String> TABLES = Set.of("dict", "Dict", "Mapping", "MutableMapping", "OrderedDict");

    private static final Set<String> ALIASES = Set.of("alias", "validation_alias");

    private static final String TYPE = " type of ";

    private static final String TABLE = " table of ";

    private static final String ALIAS = " alias of ";

    private static final int DEEPEST = 20;

    private ModelClasses() {}

    /** Whether objects of a class convert what they are given. */
    static boolean isModel(Value.ClassObject type, int depth) {
        return type.bases().stream()
                .anyMatch(base -> base instanceof Value.External external
                                && (external.name().endsWith("BaseModel")
                                        || external.name().endsWith("BaseSettings"))
                        || base instanceof Value.ClassObject parent && depth < DEEPEST && isModel(parent, depth + 1));
    }

    /** Notes the class that a field's type names, and the name under which data have the field. */
    static void declared(
            Value.ClassObject type, String field, Statement.Field statement, Frame frame, Machine machine) {
        List<String> names = new ArrayList<>();
        if (statement.type() != null) {
            names(statement.type(), names);
        }
        for (String name : names) {
            if (TABLES.contains(name)) {
                type.members().put(machine.journal(), TABLE + field, Value.truth(true, Span.wholeFile("")));
            } else if (frame.lookup(name) instanceof Value.ClassObject named) {
                type.members().put(machine.journal(), TYPE + field, named);
            }
        }
        if (statement.value() instanceof Expression.Call call) {
            for (Expression.Given given : call.arguments()) {
                if (given.name() != null
                        && ALIASES.contains(given.name())
                        && given.value() instanceof Expression.Literal alias) {
                    type.members()
                            .put(machine.journal(), ALIAS + field, MapValue.key(alias.text(), Span.wholeFile("")));
                }
            }
        }
    }

    /** The last parts of the names that a type is written with. */
    private static void names(Expression type, List<String> into) {
        if (type instanceof Expression.Name name) {
            into.add(name.name());
        } else if (type instanceof Expression.Attribute attribute) {
            into.add(attribute.name());
        } else if (type instanceof Expression.Literal literal) {
            into.add(literal.text());
        } else if (type instanceof Expression.Subscript subscript) {
            names(subscript.object(), into);
            names(subscript.index(), into);
        } else if (type instanceof Expression.Items items) {
            items.items().forEach(item -> names(item, into));
        } else if (type instanceof Expression.Binary binary) {
            names(binary.left(), into);
            names(binary.right(), into);
        }
    }

    /** What a model's constructor is given: by the names of its fields, read data turned into objects of their types. */
    static Arguments fields(Value.ClassObject type, Arguments given, Machine machine) {
        List<Arguments.Passed> passed = new ArrayList<>();
        for (Arguments.Passed one : given.passed()) {
            String field = one.name() == null ? null : field(type, one.name(), 0);
            passed.add(
                    field == null
                            ? one
                            : new Arguments.Passed(
                                    field, converted(type, field, one.value(), machine), one.place(), one.source()));
        }
        return new Arguments(passed, given.open(), given.place(), given.callee());
    }

    /** The field that data know by a name. */
    private static String field(Value.ClassObject type, String name, int depth) {
        for (String field : type.fields()) {
            if (name.equals(PythonLanguage.string(type.members().get(ALIAS + field)))) {
                return field;
            }
        }
        for (Value base : depth > DEEPEST ? List.<Value>of() : type.bases()) {
            String inherited = base instanceof Value.ClassObject parent ? field(parent, name, depth + 1) : name;
            if (!inherited.equals(name)) {
                return inherited;
            }
        }
        return name;
    }

    private static Value converted(Value.ClassObject type, String field, Value value, Machine machine) {
        Span place = machine.program().source().span(0, 0);
        if (!(machine.members().own(type, TYPE + field, place) instanceof Value.ClassObject named)) {
            return value;
        }
        boolean table = machine.members().own(type, TABLE + field, place) != null;
        if (table && value instanceof MapValue map) {
            MapValue objects = new MapValue();
            for (String key : map.keys()) {
                Value entry = map.get(key);
                if (entry != null) {
                    objects.put(machine.journal(), key, object(named, entry, machine, place));
                }
            }
            if (map.open()) {
                objects.opens(machine.journal(), place);
            }
            return objects;
        }
        return object(named, value, machine, place);
    }

    /** An object of a class made of data; of a list, a list of objects. */
    private static Value object(Value.ClassObject type, Value data, Machine machine, Span place) {
        if (data instanceof ListValue list) {
            List<Value> objects = list.items().stream()
                    .map(item -> object(type, item, machine, place))
                    .toList();
            return new ListValue(list.container(), objects, list.open());
        }
        if (type.enumeration() && data instanceof Value.Scalar) {
            return machine.calls().call(type, Arguments.of(place, List.of(data)), type.name());
        }
        return data instanceof MapValue map ? object(type, map, machine, place) : data;
    }

    private static Value object(Value.ClassObject type, MapValue data, Machine machine, Span place) {
        List<Arguments.Passed> passed = new ArrayList<>();
        for (String key : data.keys()) {
            Value value = data.get(key);
            if (value != null) {
                String field = field(type, key, 0);
                passed.add(new Arguments.Passed(field, converted(type, field, value, machine), place, key));
            }
        }
        return machine.calls().call(type, new Arguments(passed, data.open(), place, place), type.name());
    }

    /** {@code Model.model_validate(data)} and its kin; null for other members. */
    static @Nullable Value member(Value object, String name) {
        if (!(object instanceof Value.ClassObject type) || !type.data()) {
            return null;
        }
        NativeFunction function = READERS.contains(name)
                ? (machine, given) -> read(type, given.at(0), machine, given)
                : TEXT_READERS.contains(name)
                        ? (machine, given) -> read(type, parsed(machine, given), machine, given)
                        : null;
        return function == null ? null : new Value.Native(name, function);
    }

    private static @Nullable Value parsed(Machine machine, Arguments given) {
        NativeFunction reader = Libraries.FUNCTIONS.get("json.loads");
        return reader == null ? null : reader.call(machine, given);
    }

    private static @Nullable Value read(
            Value.ClassObject type, @Nullable Value data, Machine machine, Arguments given) {
        if (data == null) {
            // construct(name=...) takes the fields themselves
            return given.size() > 0 ? machine.calls().call(type, given, type.name()) : null;
        }
        return data instanceof MapValue map ? object(type, map, machine, given.place()) : null;
    }

    /** {@code dacite.from_dict(data_class=Settings, data=...)}. */
    static @Nullable Value fromMap(Arguments given, Machine machine) {
        Value data = given.parameter(1, "data");
        return given.parameter(0, "data_class") instanceof Value.ClassObject type && data instanceof MapValue map
                ? object(type, map, machine, given.place())
                : null;
    }
}
