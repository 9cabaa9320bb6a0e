package org.egressaudit.demand.script.javascript;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Hook;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.ProgramWords;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What JavaScript programs have from their language and from Node. */
final class JavaScriptLanguage extends PlainLanguage {

    /** The method that sets up an object; the property {@code constructor} is its class. */
    static final String CONSTRUCTOR = "constructor()";

    private static final Map<String, NativeFunction> FUNCTIONS = NodeFunctions.all();

    @Override
    public String name() {
        return "javascript";
    }

    @Override
    public Tree parse(Source source) {
        return JavaScriptGrammar.parse(source);
    }

    @Override
    public String separator() {
        return ".";
    }

    @Override
    public @Nullable String hook(Hook hook) {
        return hook == Hook.TEXT ? "toString" : null;
    }

    /** {@code this} of a static method is its class. */
    @Override
    public Value receiver(Value.ClassObject type, @Nullable Value caller) {
        return type;
    }

    @Override
    protected boolean answersOutput(String function) {
        return function.equals("child_process.execSync") || function.equals("child_process.execFileSync");
    }

    @Override
    public String constructor() {
        return CONSTRUCTOR;
    }

    @Override
    public @Nullable Value builtin(String name, Frame frame, Machine machine) {
        if (name.equals("this")) {
            return frame.self();
        }
        if (name.equals("require")) {
            return new Value.Native(name, NodeModules::require);
        }
        return new Value.External(name);
    }

    @Override
    public @Nullable NativeFunction function(String name) {
        return FUNCTIONS.get(name);
    }

    @Override
    public @Nullable Value member(Value object, String name, Machine machine, Span place) {
        if (name.equals("then") || name.equals("catch") || name.equals("finally")) {
            return NodeFunctions.promised(object, name);
        }
        boolean function = object instanceof Value.Routined || object instanceof Value.Native;
        if (function && (name.equals("call") || name.equals("apply"))) {
            return NodeFunctions.calledFor(object, name.equals("apply"));
        }
        if (name.equals("bind")) {
            return NodeFunctions.bound(object);
        }
        if (object instanceof Value.External module) {
            return switch (module.name() + "." + name) {
                case "process.env" -> machine.environment();
                case "process.argv" -> NodeFunctions.argv(machine, place);
                default -> {
                    Value setting = module.name().equals("config") ? NodeConfig.member(machine, name, place) : null;
                    yield setting != null ? setting : name.equals("default") ? module : null;
                }
            };
        }
        if (object instanceof Value.Instance instance && name.equals("constructor")) {
            return instance.type();
        }
        Value entry = NodeMaps.member(object, name, place);
        if (entry != null) {
            return entry;
        }
        if (object instanceof Value.Unknown && (name.equals("exec") || name.equals("test"))) {
            return NodeMembers.ofExpression(object, name);
        }
        if (object instanceof MapValue map) {
            Value value = map.get(name);
            return value != null
                    ? value
                    : map == machine.environment()
                            ? Value.Unknown.variable(name, place)
                            : NodeMembers.unset(map, name, place);
        }
        if (object instanceof ListValue list) {
            return NodeMembers.ofList(list, name, place);
        }
        return object instanceof Value.Scalar text ? NodeMembers.ofText(text, name, place) : null;
    }

    @Override
    public void load(Statement.Import statement, Frame frame, Machine machine) {
        Span place = frame.source().span(statement.from(), statement.to());
        Value module = NodeModules.module(machine, statement.module(), frame, place);
        if (statement.alias() != null) {
            frame.assign(machine.journal(), statement.alias(), module, false);
        }
        for (Statement.Alias alias : statement.names()) {
            Value member =
                    alias.name().equals("default") && !(module instanceof MapValue map && map.get("default") != null)
                            ? module
                            : machine.members().get(module, alias.name(), place);
            frame.assign(machine.journal(), alias.as(), member, false);
        }
    }

    /** {@code get} methods are read as values. */
    @Override
    public Value decorate(Value defined, List<Expression> decorators, Frame frame, Machine machine) {
        return defined instanceof Value.Routined getter
                ? new Value.Routined(getter.routine(), getter.closure(), null, getter.owner(), Value.Binding.PROPERTY)
                : defined;
    }

    /** Starters of programs that take the program's arguments as a list, and options after them. */
    private static final Pattern STARTS = Pattern.compile(
            "child_process\\.(?:spawn|spawnSync|execFile|execFileSync|fork)|cross-spawn(?:\\.(?:spawn|sync))?"
                    + "|execa(?:\\.(?:execa|execaSync|sync|node|execaNode|default))?");

    /** What a module keeps for all its calls, by the module; each call is given it as an argument of that name. */
    private static final Map<String, String> SETTINGS = Map.of("axios", "defaults.baseURL", "aws-sdk", "config.region");

    @Override
    public Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        if (STARTS.matcher(plain.name()).matches()) {
            return ProgramWords.of(plain, arguments, machine);
        }
        String module = plain.name().split("\\.", 2)[0];
        String setting = SETTINGS.get(module);
        Value value = setting == null ? null : machine.externals().get(module + "." + setting);
        return value instanceof Value.Scalar text ? plain.with(new Argument(setting, text.word())) : plain;
    }

    @Override
    public @Nullable Value result(Invocation call, Outcome outcome, Arguments arguments, Machine machine) {
        return null;
    }
}
