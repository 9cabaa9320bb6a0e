package org.egressaudit.demand.script.perl;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.ProgramWords;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What Perl programs have from their language. */
final class PerlLanguage extends PlainLanguage {

    /** The entry of a blessed hash that names its package. */
    static final String PACKAGE = " package";

    private static final int DEEPEST_HERITAGE = 10;

    private static final Map<String, NativeFunction> FUNCTIONS = PerlFunctions.all();

    @Override
    public String name() {
        return "perl";
    }

    @Override
    public Tree parse(Source source) {
        return PerlGrammar.parse(source);
    }

    @Override
    public boolean definesForAll() {
        return true;
    }

    @Override
    public String separator() {
        return "->";
    }

    @Override
    protected boolean answersOutput(String function) {
        return function.equals("readpipe");
    }

    @Override
    public String constructor() {
        return "new";
    }

    @Override
    public boolean passesReferences() {
        return true;
    }

    /** A subroutine by its name. */
    @Override
    public @Nullable Value callable(Value value, Machine machine) {
        String name = string(value);
        Frame caller = machine.caller();
        Value named = name == null || caller == null || name.isEmpty() ? null : caller.lookup(name);
        return named instanceof Value.Routined ? named : null;
    }

    @Override
    public boolean passesSelf() {
        return true;
    }

    @Override
    public boolean flattensKeywords() {
        return true;
    }

    /** {@code %h = (key, value)} makes a hash of the list, {@code @a = value} a list of the value. */
    @Override
    public Value assigned(String variable, Value value, Machine machine) {
        Span place = machine.program().source().span(0, 0);
        if (variable.startsWith("%") && value instanceof ListValue list) {
            MapValue map = new MapValue();
            for (int i = 0; i + 1 < list.size(); i += 2) {
                new Subscripts(machine)
                        .put(map, list.items().get(i), list.items().get(i + 1), place);
            }
            if (list.open()) {
                map.opens(machine.journal(), place);
            }
            return map;
        }
        if (variable.startsWith("@") && value instanceof MapValue map) {
            List<Value> pairs = new java.util.ArrayList<>();
            for (String key : map.keys()) {
                pairs.add(MapValue.key(key, place));
                Value held = map.get(key);
                pairs.add(held == null ? Value.nothing(place) : held);
            }
            return new ListValue(Container.LIST, pairs, map.open());
        }
        if (variable.startsWith("@") && variable.length() > 1 && value instanceof Value.Scalar) {
            return Value.list(Container.LIST, List.of(value));
        }
        return value;
    }

    /** One value is a list of one. */
    @Override
    public Value walked(Value iterable) {
        return iterable instanceof Value.Scalar ? Value.list(Container.LIST, List.of(iterable)) : iterable;
    }

    @Override
    public @Nullable Value builtin(String name, Frame frame, Machine machine) {
        char sigil = name.charAt(0);
        int cut = name.lastIndexOf("::");
        Value group =
                Captures.variable(machine, name, machine.program().source().span(0, 0));
        if (group != null) {
            return group;
        }
        if (name.equals(PerlObjects.PARENTS)) {
            return new Value.Native(name, Objects.requireNonNull(FUNCTIONS.get(name)));
        }
        if (sigil == '$' || sigil == '@' || sigil == '%') {
            if (name.matches("\\$(FindBin::)?(Real)?Bin")) {
                String folder = scriptFolder(machine);
                return folder == null
                        ? null
                        : Value.text(folder, machine.program().source().span(0, 0));
            }
            return cut > 0 ? frame.lookup(sigil + name.substring(cut + 2)) : null;
        }
        Value local = cut > 0 ? frame.lookup(name.substring(cut + 2)) : null;
        boolean ours =
                cut > 0 && (name.substring(0, cut).equals("main") || frame.lookup(name.substring(0, cut)) != null);
        if (local instanceof Value.Routined && ours) {
            return local;
        }
        Value imported = machine.properties().get("imported " + name);
        if (imported != null) {
            return imported;
        }
        String plain = CoreFunctions.plain(name);
        NativeFunction function = FUNCTIONS.get(plain);
        return function == null ? new Value.External(plain) : new Value.Native(plain, function);
    }

    @Override
    public @Nullable NativeFunction function(String name) {
        String known = PerlSettings.decodes(name) ? PerlFiles.DECODE : name;
        return name.contains("->") || name.contains("::") ? FUNCTIONS.get(known) : null;
    }

    /** Methods of blessed hashes and of packages of the project. */
    @Override
    public @Nullable Value member(Value object, String name, Machine machine, Span place) {
        String owner = null;
        if (object instanceof MapValue map) {
            owner = string(map.get(PACKAGE));
        } else if (object instanceof Value.External external) {
            owner = external.name();
        } else if (object.isNothing()) {
            return object;
        } else if (object instanceof Value.Scalar text) {
            owner = text.text();
        }
        if (owner == null) {
            return null;
        }
        String bare = name.startsWith("SUPER::") ? name.substring("SUPER::".length()) : name;
        boolean above = !bare.equals(name);
        Value.Routined method = method(owner, bare, above, machine, 0);
        if (method != null) {
            return method.bind(object instanceof MapValue ? object : Value.text(owner, place));
        }
        Value made = PerlObjects.member(object, owner, bare, machine);
        if (made != null) {
            return made;
        }
        if (object instanceof Value.Scalar) {
            return new Value.External(owner + "->" + bare);
        }
        Value asked = object instanceof MapValue map ? PerlSettings.member(map, owner, bare, FUNCTIONS) : null;
        if (asked != null) {
            return asked;
        }
        String library = object instanceof MapValue ? library(owner, machine, 0) : null;
        return library == null ? null : new Value.External(library + "->" + bare);
    }

    private static Value.@Nullable Routined method(
            String owner, String name, boolean above, Machine machine, int depth) {
        Frame caller = machine.caller();
        Value own = caller == null || above ? null : caller.module().globals().get(owner + "::" + name);
        if (own instanceof Value.Routined routined) {
            return routined;
        }
        if (depth < DEEPEST_HERITAGE && machine.properties().get("bases " + owner) instanceof ListValue bases) {
            for (Value base : bases.items()) {
                String parent = string(base);
                Value.Routined inherited = parent == null ? null : method(parent, name, false, machine, depth + 1);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    private static @Nullable String library(String owner, Machine machine, int depth) {
        if (depth < DEEPEST_HERITAGE && machine.properties().get("bases " + owner) instanceof ListValue bases) {
            for (Value base : bases.items()) {
                String parent = string(base);
                if (parent != null) {
                    String above = library(parent, machine, depth + 1);
                    return above == null ? parent : above;
                }
            }
        }
        return null;
    }

    @Override
    public void load(Statement.Import statement, Frame frame, Machine machine) {
        // modules are used by a function
    }

    /** A request stands for its URL. */
    @Override
    public @Nullable Value result(Invocation call, Outcome outcome, Arguments arguments, Machine machine) {
        if (call.name().equals("HTTP::Request->new") && call.word(1).isPresent()) {
            return new Value.Made(
                    "HTTP::Request",
                    call,
                    outcome,
                    new Namespace(),
                    call.word(1).orElse(null));
        }
        if (call.name().startsWith("HTTP::Request::Common::") && call.word(0).isPresent()) {
            return new Value.Made(
                    "HTTP::Request",
                    call,
                    outcome,
                    new Namespace(),
                    call.word(0).orElse(null));
        }
        if (MOJO_SETTING.matcher(call.name()).matches()) {
            return new Value.Made("Mojo::UserAgent", call, outcome, new Namespace(), null);
        }
        if (call.name().equals("system")) {
            // perldoc -f system: the exit status as wait(2) gives it
            Integer status = outcome.status();
            return status == null
                    ? new Value.Unknown("system(...)", "only the run will know how it ends", arguments.place())
                    : Value.number(Integer.toString(status << 8), arguments.place());
        }
        return super.result(call, outcome, arguments, machine);
    }

    /** Methods of Mojo::UserAgent that set something, and give the user agent again. */
    private static final Pattern MOJO_SETTING = Pattern.compile("Mojo::UserAgent->(?:max_\\w+|\\w+_timeout|proxy|ioloop"
            + "|transactor|insecure|ca|cert|key|server|cookie_jar|on|tls_options|socket_options)");

    /** Starters of programs that take the words as a list. */
    private static final Pattern STARTS = Pattern.compile("IPC::Run::\\w+");

    @Override
    public Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        if (!STARTS.matcher(plain.name()).matches()) {
            return plain;
        }
        return ProgramWords.of(plain, IpcRun.command(machine, arguments), machine);
    }
}
