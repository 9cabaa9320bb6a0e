package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Hook;
import org.egressaudit.demand.script.machine.Language;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What Python programs have from their language and its libraries. */
final class PythonLanguage implements Language {

    /** Classes whose heirs take their declared fields in the constructor. */
    private static final Set<String> DATA_BASES = Set.of(
            "pydantic.BaseModel",
            "pydantic.BaseSettings",
            "pydantic_settings.BaseSettings",
            "pydantic.v1.BaseSettings",
            "typing.NamedTuple");

    private static final Set<String> DATA_DECORATORS =
            Set.of("dataclass", "dataclasses", "attrs", "attr", "define", "frozen", "pydantic");

    private final Imports imports = new Imports();

    @Override
    public String name() {
        return "python";
    }

    @Override
    public Tree parse(Source source) {
        return PythonParser.parse(source);
    }

    @Override
    public boolean assignsOutward() {
        return false;
    }

    @Override
    public String separator() {
        return ".";
    }

    @Override
    public @Nullable String hook(Hook hook) {
        return switch (hook) {
            case MEMBER -> "__getattr__";
            case CALL -> "__call__";
            case TEXT -> "__str__";
            case ITEM -> "__getitem__";
            case SET_ITEM -> "__setitem__";
            case METHOD, STATIC_METHOD, METHOD_MISSING -> null;
        };
    }

    @Override
    public String constructor() {
        return "__init__";
    }

    @Override
    public Truth truth(Value.Scalar known) {
        String text = Objects.requireNonNullElse(known.text(), "");
        return switch (known.kind()) {
            case NOTHING -> Truth.NO;
            case BOOLEAN -> Truth.of(text.equals("True"));
            case NUMBER -> Truth.of(!text.matches("[-+]?0*\\.?0*"));
            case STRING, BYTES -> Truth.of(!text.isEmpty());
        };
    }

    @Override
    public @Nullable Value builtin(String name, Frame frame, Machine machine) {
        if (Exceptions.builtin(name) || name.equals("object")) {
            return new Value.External(name);
        }
        NativeFunction function = Builtins.FUNCTIONS.get(name);
        if (function != null) {
            return new Value.Native(name, function);
        }
        return imports.fromStars(name, machine);
    }

    @Override
    public @Nullable NativeFunction function(String name) {
        if (Exceptions.builtin(name)) {
            return (machine, arguments) -> exception(name, arguments);
        }
        return Libraries.FUNCTIONS.get(name);
    }

    private static Value exception(String name, Arguments arguments) {
        return new Value.Made(
                name,
                null,
                Outcome.UNKNOWN,
                new org.egressaudit.demand.script.machine.Namespace(),
                arguments.word(0, "args"));
    }

    @Override
    public @Nullable Value member(Value object, String name, Machine machine, Span place) {
        if (object instanceof Value.Scalar text) {
            return TextMembers.get(text, name, place);
        }
        if (object instanceof ListValue list) {
            return ListMembers.get(list, name);
        }
        if (object instanceof MapValue map) {
            return MapMembers.get(map, name);
        }
        Value members = EnumClasses.member(object, name, machine);
        if (members != null) {
            return members;
        }
        Value reader = ModelClasses.member(object, name);
        if (reader != null) {
            return reader;
        }
        Value ofClass = Metaclasses.member(object, name);
        if (ofClass != null) {
            return ofClass;
        }
        Value entry = DictObjects.member(object, name, machine);
        if (entry != null) {
            return entry;
        }
        Value request = SessionClasses.member(object, name, machine, place);
        return request != null ? request : Libraries.member(object, name, machine, place);
    }

    @Override
    public void load(Statement.Import statement, Frame frame, Machine machine) {
        imports.load(statement, frame, machine);
    }

    @Override
    public Value decorate(Value defined, List<Expression> decorators, Frame frame, Machine machine) {
        return new Decorators(frame, machine).apply(defined, decorators);
    }

    @Override
    public boolean takesFields(List<Expression> decorators, List<Value> bases) {
        boolean decorated = decorators.stream().anyMatch(PythonLanguage::isDataDecorator);
        return decorated
                || bases.stream()
                        .anyMatch(base ->
                                (base instanceof Value.External external && DATA_BASES.contains(external.name()))
                                        || (base instanceof Value.ClassObject type && type.data()));
    }

    private static boolean isDataDecorator(Expression decorator) {
        Expression callee = decorator instanceof Expression.Call call ? call.callee() : decorator;
        while (callee instanceof Expression.Attribute attribute) {
            if (DATA_DECORATORS.contains(attribute.name())) {
                return true;
            }
            callee = attribute.object();
        }
        return callee instanceof Expression.Name name && DATA_DECORATORS.contains(name.name());
    }

    @Override
    public @Nullable Value preset(Value.ClassObject type, String field, Machine machine) {
        return PydanticSettings.preset(type, field, machine);
    }

    @Override
    public void declared(
            Value.ClassObject type, String field, Statement.Field statement, Frame frame, Machine machine) {
        ModelClasses.declared(type, field, statement, frame, machine);
    }

    @Override
    public Arguments fields(Value.ClassObject type, Arguments given, Machine machine) {
        return ModelClasses.isModel(type, 0) ? ModelClasses.fields(type, given, machine) : given;
    }

    @Override
    public Value object(Value.Instance made, Arguments given, Machine machine) {
        return TextClasses.object(made, given, machine);
    }

    @Override
    public void made(Value.Instance object, Arguments given, Machine machine) {
        if (DictObjects.isDict(object.type(), 0)) {
            DictObjects.fill(object, given, machine);
        }
    }

    @Override
    public void defined(Value.ClassObject type, Map<String, Value> keywords, Machine machine, Span place) {
        EnumClasses.defined(type, machine, place);
        Metaclasses.defined(type, keywords, machine, place);
    }

    @Override
    public boolean catches(String handler, String raised) {
        return Exceptions.catches(handler, raised);
    }

    @Override
    public List<String> lineage(String exception) {
        return Exceptions.lineage(exception);
    }

    @Override
    public Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        return Subprocesses.shape(plain, arguments, machine);
    }

    @Override
    public @Nullable Value result(Invocation call, Outcome outcome, Arguments arguments, Machine machine) {
        return Subprocesses.result(call, outcome, machine);
    }

    /** A known text argument or null; texts only, no numbers. */
    static @Nullable String string(@Nullable Value value) {
        return value instanceof Value.Scalar scalar && (scalar.kind() == Kind.STRING || scalar.kind() == Kind.BYTES)
                ? scalar.text()
                : null;
    }
}
