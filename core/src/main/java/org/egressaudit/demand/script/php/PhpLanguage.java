package org.egressaudit.demand.script.php;

import java.util.Map;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Hook;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.ProgramWords;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What PHP programs have from their language. */
final class PhpLanguage extends PlainLanguage {

    private static final Map<String, NativeFunction> FUNCTIONS = PhpFunctions.all();

    @Override
    public String name() {
        return "php";
    }

    @Override
    public Tree parse(Source source) {
        return PhpGrammar.parse(source);
    }

    @Override
    public boolean assignsOutward() {
        return false;
    }

    @Override
    public boolean definesForAll() {
        return true;
    }

    @Override
    public boolean passesReferences() {
        return true;
    }

    @Override
    public String separator() {
        return "->";
    }

    @Override
    public @Nullable String hook(Hook hook) {
        return switch (hook) {
            case MEMBER -> "__get";
            case METHOD -> "__call";
            case STATIC_METHOD -> "__callStatic";
            case CALL -> "__invoke";
            case TEXT -> "__toString";
            case ITEM -> "offsetGet";
            case SET_ITEM -> "offsetSet";
            case METHOD_MISSING -> null;
        };
    }

    /** A function by its name, and a method as its object and its name. */
    @Override
    public @Nullable Value callable(Value value, Machine machine) {
        boolean given = string(value) != null || value instanceof ListValue;
        Value named = given ? PhpFunctions.named(value, machine) : value;
        return named == value ? null : named;
    }

    /** {@code A::f()} runs for the object whose method calls it when that is an {@code A}; else for the class. */
    @Override
    public Value receiver(Value.ClassObject type, @Nullable Value caller) {
        boolean own = caller instanceof Value.Instance object && descends(object.type(), type, 0);
        return own && caller != null ? caller : type;
    }

    private static boolean descends(Value.ClassObject type, Value.ClassObject from, int depth) {
        return type == from
                || depth < 20
                        && type.bases().stream()
                                .anyMatch(base ->
                                        base instanceof Value.ClassObject parent && descends(parent, from, depth + 1));
    }

    @Override
    protected boolean answersOutput(String function) {
        return function.equals("shell_exec") || function.equals("exec") || function.equals("system");
    }

    @Override
    public String constructor() {
        return "__construct";
    }

    @Override
    public @Nullable Value builtin(String name, Frame frame, Machine machine) {
        Span place = machine.program().source().span(0, 0);
        if (name.startsWith("$")) {
            return name.equals("$this")
                    ? frame.self() instanceof Value.ClassObject ? null : frame.self()
                    : name.startsWith("$_") ? frame.module().globals().get(name) : null;
        }
        if (name.startsWith(PhpGrammar.CLASS)) {
            return classNamed(name.substring(PhpGrammar.CLASS.length()), frame, machine);
        }
        Value defined = machine.properties().get("constant " + name);
        Value constant = defined != null ? defined : frame.module().globals().get(name);
        if (constant != null) {
            return constant;
        }
        Value plain = name.indexOf('\\') < 0
                ? null
                : frame.module().globals().get(name.substring(name.lastIndexOf('\\') + 1));
        if (plain instanceof Value.Scalar) {
            // a constant by its full name
            return plain;
        }
        return switch (name) {
            case "__DIR__" -> folder(frame, machine);
            case "__FILE__" -> file(frame, machine, place);
            case "PHP_EOL" -> Value.text("\n", place);
            case "DIRECTORY_SEPARATOR" -> Value.text("/", place);
            case "PATH_SEPARATOR" -> Value.text(":", place);
            case "PHP_OS", "PHP_OS_FAMILY" -> Value.text("Linux", place);
            case "PHP_SAPI" -> Value.text("cli", place);
            default -> name.matches("[A-Z][A-Z0-9_]+") ? Value.text(name, place) : new Value.External(name);
        };
    }

    private static @Nullable Value classNamed(String name, Frame frame, Machine machine) {
        Value.ClassObject owner = frame.owner();
        Value self = frame.self();
        if (name.equals("self") || name.equals("static")) {
            boolean trait = owner != null && frame.module().globals().get(PhpClasses.TRAIT + owner.name()) == owner;
            boolean later = name.equals("static") || trait;
            Value.ClassObject called = self instanceof Value.Instance instance
                    ? instance.type()
                    : self instanceof Value.ClassObject type ? type : owner;
            return later ? called : owner;
        }
        if (name.equals("parent")) {
            return owner == null || self == null ? null : new Value.Super(self, owner);
        }
        Value known = PhpClasses.known(name, frame);
        if (known instanceof Value.ClassObject) {
            return known;
        }
        String full = known instanceof Value.External used ? used.name() : name;
        Value loaded = PhpClasses.load(full, frame, machine);
        return loaded != null ? loaded : known instanceof Value.External ? known : new Value.External(name);
    }

    private static Value file(Frame frame, Machine machine, Span place) {
        String path = machine.program().path();
        if (frame.source() == machine.program().source() && path != null) {
            return Value.text(path, place);
        }
        String installed = installed(machine, frame);
        if (installed != null) {
            return Value.text(installed, place);
        }
        String file = frame.source().file();
        String folder = PlainLanguage.string(machine.properties().get("folder"));
        return Value.text(folder == null ? file : folder + "/" + file.substring(file.lastIndexOf('/') + 1), place);
    }

    private static Value folder(Frame frame, Machine machine) {
        Span place = machine.program().source().span(0, 0);
        String path = installed(machine, frame);
        if (path != null) {
            return Value.text(path.substring(0, Math.max(1, path.lastIndexOf('/'))), place);
        }
        String folder = scriptFolder(machine);
        Value known = machine.properties().get("folder");
        return known != null ? known : Value.text(folder == null ? "" : folder, place);
    }

    @Override
    public @Nullable NativeFunction function(String name) {
        NativeFunction function = FUNCTIONS.get(name);
        if (function == null) {
            function = FUNCTIONS.get(name.toLowerCase(java.util.Locale.ROOT));
        }
        return function != null ? function : LaravelSchedule.function(name);
    }

    @Override
    public @Nullable Value member(Value object, String name, Machine machine, Span place) {
        if (object instanceof org.egressaudit.demand.script.machine.MapValue map) {
            return map.get(name);
        }
        Value request = Laravel.member(object, name, machine, place);
        if (request != null) {
            return request;
        }
        if (object instanceof Value.ClassObject type) {
            return PhpEnumerations.member(type, name);
        }
        return object instanceof Value.Scalar text && name.equals("getMessage") ? text : null;
    }

    @Override
    public void load(Statement.Import statement, Frame frame, Machine machine) {
        String alias = statement.alias();
        if (alias != null) {
            frame.module()
                    .globals()
                    .put(machine.journal(), PhpClasses.inFile(alias, frame), new Value.External(statement.module()));
        }
        if (alias != null && frame.module().globals().get(alias) == null) {
            frame.module().globals().put(machine.journal(), alias, new Value.External(statement.module()));
        }
    }

    @Override
    public boolean catches(String handler, String raised) {
        return super.catches(handler, raised) || handler.equals("\\" + raised);
    }

    /** Starters of programs that take the words as a list. */
    private static final Pattern STARTS =
            Pattern.compile("proc_open|pcntl_exec|Symfony\\\\Component\\\\Process\\\\Process");

    @Override
    public Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        if (!STARTS.matcher(plain.name()).matches()) {
            return plain;
        }
        // of all but pcntl_exec() only the first argument is the command
        Arguments command =
                plain.name().equals("pcntl_exec") || arguments.passed().isEmpty()
                        ? arguments
                        : new Arguments(arguments.passed().subList(0, 1), false, arguments.place(), arguments.callee());
        return ProgramWords.of(plain, command, machine);
    }
}
