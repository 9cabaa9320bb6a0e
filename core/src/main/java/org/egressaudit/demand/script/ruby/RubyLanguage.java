package org.egressaudit.demand.script.ruby;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Hook;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.ProgramWords;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What Ruby programs have from their language. */
final class RubyLanguage extends PlainLanguage {

    /** Before the name of a method that {@code def self.name} defines. */
    static final String CLASS_METHOD = "self.";

    private static final Map<String, NativeFunction> FUNCTIONS = RubyFunctions.all();

    @Override
    public String name() {
        return "ruby";
    }

    /** Ways to run a function, or to get it in another shape. */
    private static final Set<String> FUNCTION_MEMBERS =
            Set.of("call", "()", "yield", "===", "to_proc", "curry", "unbind", "lambda?");

    @Override
    public Tree parse(Source source) {
        return RubyGrammar.parse(source);
    }

    @Override
    public String separator() {
        return ".";
    }

    @Override
    public @Nullable String hook(Hook hook) {
        return switch (hook) {
            case METHOD_MISSING -> "method_missing";
            case CALL -> "call";
            case TEXT -> "to_s";
            case ITEM -> "[]";
            case SET_ITEM -> "[]=";
            case MEMBER, METHOD, STATIC_METHOD -> null;
        };
    }

    @Override
    protected boolean answersOutput(String function) {
        return function.equals(RubyGrammar.COMMAND) || function.equals("Open3.capture2");
    }

    @Override
    public String ofClass(String name) {
        return CLASS_METHOD + name;
    }

    @Override
    public boolean definesForAll() {
        return true;
    }

    /** {@code &:name}, a symbol in a function's place: the method of that name of what it is given. */
    @Override
    public @Nullable Value callable(Value value, Machine machine) {
        String name = string(value);
        return name == null || !name.matches("[a-z_]\\w*[?!]?")
                ? null
                : new Value.Native(name, (run, given) -> {
                    Value object = given.at(0);
                    return object == null ? null : called(object, name, given.drop(1), run);
                });
    }

    private static Value called(Value object, String name, Arguments given, Machine machine) {
        Value method = machine.members().get(object, name, given.place());
        boolean function = method instanceof Value.Routined
                || method instanceof Value.Native
                || method instanceof Value.Made
                || method instanceof Value.External
                || method instanceof Value.Unknown;
        return function ? machine.calls().call(method, given, name) : method;
    }

    /** {@code send(:name, ...)}; a name that only the run will know is any method that the class of the project has. */
    private static @Nullable Value sent(Value object, Machine machine, Arguments given) {
        String name = string(given.at(0));
        if (name != null) {
            return called(object, name, given.drop(1), machine);
        }
        Value.ClassObject type = object instanceof Value.Instance instance
                ? instance.type()
                : object instanceof Value.ClassObject self ? self : null;
        if (type != null) {
            for (String method : type.members().names()) {
                boolean plain = !method.equals("initialize") && type.members().get(method) instanceof Value.Routined;
                if (plain) {
                    machine.maybe(() -> called(object, method, given.drop(1), machine), given.place());
                }
            }
        }
        return null;
    }

    @Override
    public String constructor() {
        return "initialize";
    }

    @Override
    public boolean callsByName() {
        return true;
    }

    @Override
    public boolean yields() {
        return true;
    }

    @Override
    public boolean blocksGetResult() {
        return true;
    }

    @Override
    public @Nullable Value builtin(String name, Frame frame, Machine machine) {
        Span place = machine.program().source().span(0, 0);
        Value self = frame.self();
        Value.ClassObject owner = frame.owner();
        if (name.equals("new") && self instanceof Value.ClassObject type) {
            return new Value.Native(name, (run, given) -> run.calls().call(type, given, type.name()));
        }
        Value block = frame.block();
        if (name.equals("yield")) {
            return block != null ? block : new Value.Native(name, (run, given) -> null);
        }
        if (name.equals("block_given?")) {
            return Value.truth(block != null, place);
        }
        if (name.equals("method")) {
            return new Value.Native(name, (run, given) -> {
                String method = string(given.at(0));
                return method == null ? null : frame.lookup(method);
            });
        }
        if (name.equals("send") && self == null) {
            return new Value.Native(name, (run, given) -> {
                String method = string(given.at(0));
                Value function = method == null ? null : frame.lookup(method);
                return function == null ? null : run.calls().call(function, given.drop(1), name);
            });
        }
        if (name.equals("self")) {
            return self != null ? self : owner != null ? owner : main(machine);
        }
        Value group = Captures.variable(machine, name, place);
        if (group != null) {
            return group;
        }
        if (name.equals("$LOAD_PATH") || name.equals("$:")) {
            return RubyFunctions.loadPath(machine);
        }
        String file = name.equals("__dir__") || name.equals("__FILE__") ? installed(machine, frame) : null;
        if (file != null) {
            return Value.text(name.equals("__FILE__") ? file : file.substring(0, file.lastIndexOf('/')), place);
        }
        if (name.equals("__dir__")) {
            String folder = scriptFolder(machine);
            return folder == null ? null : Value.text(folder, place);
        }
        Value own = self == null ? null : machine.members().own(self, name, place);
        Value shared = own != null || owner == null ? own : machine.members().own(owner, name, place);
        if (shared != null) {
            return shared;
        }
        Value mixed = owner == null ? null : HttParty.member(owner, name, 0);
        if (mixed != null) {
            return mixed;
        }
        int cut = name.lastIndexOf("::");
        if (cut > 0) {
            Value outer = frame.lookup(name.substring(0, cut));
            Value member =
                    outer instanceof Value.ClassObject type ? type.members().get(name.substring(cut + 2)) : null;
            return member != null ? member : new Value.External(name);
        }
        NativeFunction function = Character.isUpperCase(name.charAt(0)) ? null : FUNCTIONS.get(name);
        return function == null ? new Value.External(name) : new Value.Native(name, function);
    }

    /** The object at the top of a program. */
    private static Value main(Machine machine) {
        return machine.properties()
                .computeIfAbsent("self", key -> new Value.Instance(new Value.ClassObject("main", List.of(), false)));
    }

    @Override
    public @Nullable NativeFunction function(String name) {
        return FUNCTIONS.get(name);
    }

    @Override
    public @Nullable Value member(Value object, String name, Machine machine, Span place) {
        if (name.equals("new") && object instanceof Value.ClassObject type) {
            return new Value.Native(name, (run, given) -> run.calls().call(type, given, type.name()));
        }
        boolean project = object instanceof Value.Instance || object instanceof Value.ClassObject;
        // a socket's own send is no call of a method by its name
        if (name.equals("send") && project || name.equals("public_send") || name.equals("__send__")) {
            return new Value.Native(name, (run, given) -> sent(object, run, given));
        }
        if (object instanceof Value.External module && module.name().equals("Kernel")) {
            // every function is a method of Kernel, and can be called on it
            NativeFunction function = FUNCTIONS.get(name);
            return function == null ? new Value.External(name) : new Value.Native(name, function);
        }
        if (object instanceof Value.Routined && FUNCTION_MEMBERS.contains(name)) {
            return object;
        }
        if (name.equals("const_get")) {
            return new Value.Native(name, (run, given) -> constant(object, run, given));
        }
        boolean kept = object instanceof Value.Made || object instanceof Value.Instance;
        if (kept && (name.equals("tap") || name.equals("then") || name.equals("yield_self"))) {
            return new Value.Native(name, (run, given) -> {
                Value block = given.at(0);
                Value result = block == null
                        ? null
                        : run.calls().call(block, Arguments.of(given.place(), List.of(object)), "?");
                return name.equals("tap") ? object : result;
            });
        }
        if (object instanceof Value.ClassObject type) {
            return HttParty.member(type, name, 0);
        }
        if (object instanceof Value.Instance instance && name.equals("class")) {
            return instance.type();
        }
        boolean same = name.equals("freeze")
                || name.equals("dup")
                || name.equals("to_s")
                || name.equals("itself")
                || name.equals("to_str")
                || name.equals("to_sym")
                || name.equals("to_a")
                || name.equals("to_h");
        boolean ours = object instanceof Value.Scalar || object instanceof ListValue || object instanceof MapValue;
        if (ours && same) {
            return new Value.Native(name, (run, given) -> object);
        }
        if (object instanceof MapValue map) {
            return RubyMembers.ofMap(map, name);
        }
        if (object instanceof ListValue list) {
            return RubyMembers.ofList(list, name, place);
        }
        if (object instanceof Value.Made made) {
            return RubyOptions.member(made, name);
        }
        return object instanceof Value.Scalar text ? RubyMembers.ofText(text, name) : null;
    }

    /** {@code const_get('Name')}, of a module or of all. */
    private static @Nullable Value constant(Value owner, Machine machine, Arguments given) {
        String name = string(given.at(0));
        Frame caller = machine.caller();
        if (name == null || caller == null) {
            return null;
        }
        Value inner = owner instanceof Value.ClassObject type ? type.members().get(name) : null;
        Value found = inner != null ? inner : caller.lookup(name);
        return found != null ? found : new Value.External(name);
    }

    @Override
    public void load(Statement.Import statement, Frame frame, Machine machine) {
        // files are required by functions
    }

    /** {@code def self.name} belongs to the class. */
    @Override
    public Value decorate(Value defined, List<Expression> decorators, Frame frame, Machine machine) {
        return defined instanceof Value.Routined method
                ? new Value.Routined(
                        method.routine(), method.closure(), null, method.owner(), Value.Binding.CLASS_METHOD)
                : defined;
    }

    /** A request stands for its URL. */
    @Override
    public @Nullable Value result(Invocation call, Outcome outcome, Arguments arguments, Machine machine) {
        if (call.name().matches("Net::HTTP::[A-Z]\\w+\\.new") && call.word(0).isPresent()) {
            return new Value.Made(
                    call.name(), call, outcome, new Namespace(), call.word(0).orElse(null));
        }
        if (call.name().equals("system")) {
            Integer status = outcome.status();
            return status == null
                    ? new Value.Unknown("system(...)", "only the run will know how it ends", arguments.place())
                    : Value.truth(status == 0, arguments.place());
        }
        return super.result(call, outcome, arguments, machine);
    }

    /** Starters of programs that take an environment before and options after the words. */
    private static final Pattern STARTS = Pattern.compile(
            "(?:Kernel\\.|Process\\.)?(?:system|spawn|exec)|IO\\.popen|PTY\\.spawn|Open3\\.(?:capture|popen|pipeline)\\w*");

    @Override
    public Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        return STARTS.matcher(plain.name()).matches() ? ProgramWords.of(plain, arguments, machine) : plain;
    }
}
