package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.egressaudit.demand.AddressUse;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Reads profiles from data. A profile inherits what it does not say itself: a subcommand from its command, a function
 * from its library, a tool from the one it is {@code like}. The language is described in docs/tools.md.
 */
final class ProfileReader {

    private static final Set<String> KEYS = Set.of(
            "about",
            "like",
            "syntax",
            "parameters",
            "commands",
            "local",
            "values",
            "when",
            "unless",
            "reaches",
            "runs",
            "evaluates",
            "script",
            "folder",
            "writes",
            "proxy",
            "hangs",
            "status",
            "raises",
            "refused",
            "raisesRefused",
            "quiet",
            "user",
            "addresses",
            "special",
            "vendored",
            "calls",
            "examples");

    private static final List<String> STARTS = List.of("runs", "evaluates", "script", "folder", "writes");

    private final Function<String, Profile> others;

    /** @param others finds the profile that a {@code like} names */
    ProfileReader(Function<String, Profile> others) {
        this.others = others;
    }

    /** Reads the profile of a whole file. */
    Profile read(Data data) {
        return read(data, likened(data, Profile.EMPTY), KEYS);
    }

    /** What a profile inherits: from the one it is {@code like}, else from where it stands. */
    private Profile likened(Data data, Profile otherwise) {
        Data like = data.fields().get("like");
        return like == null ? otherwise : others.apply(like.text());
    }

    /** Reads one function's profile of a library's file. */
    Profile readCall(Data data, Profile library) {
        Set<String> keys = new HashSet<>(KEYS);
        keys.add("name");
        return read(data, library, keys);
    }

    private Profile read(Data data, Profile inherited, Set<String> keys) {
        Fields fields = new Fields(data.fields(keys));
        Syntax syntax =
                fields.or("syntax", inherited.syntax(), it -> inherited.syntax().and(syntax(it)));
        Map<String, List<Lookup>> values = new HashMap<>(inherited.values());
        if (fields.has("values")) {
            fields.get("values").fields().forEach((name, value) -> values.put(name, Lookups.read(value)));
        }
        boolean conditional = fields.has("when") || fields.has("unless");
        Profile own = new Profile(
                syntax,
                fields.or("parameters", inherited.parameters(), Data::words),
                Map.of(),
                values,
                conditional ? condition(fields) : inherited.applies(),
                fields.or(
                        "reaches",
                        inherited.reaches(),
                        it -> it.items().stream().map(ProfileReader::reach).toList()),
                starts(fields, inherited.starts()),
                fields.orNull("proxy", inherited.proxy(), ProfileReader::proxy),
                fields.or("hangs", inherited.patience(), ProfileReader::patience),
                fields.or("status", inherited.status(), ProfileReader::status),
                fields.or("raises", inherited.raises(), Data::words),
                fields.orNull("refused", fields.has("status") ? null : inherited.refused(), ProfileReader::status),
                fields.or("raisesRefused", fields.has("raises") ? List.of() : inherited.raisesRefused(), Data::words),
                fields.orNull("quiet", inherited.quiet(), ProfileReader::given),
                fields.orNull("user", inherited.user(), Data::text),
                fields.orNull("special", inherited.special(), ProfileReader::special),
                fields.or("addresses", inherited.addresses(), ProfileReader::addresses));
        return withCommands(own, fields, inherited.commands());
    }

    private Profile withCommands(Profile own, Fields fields, Map<String, Profile> inherited) {
        Map<String, Profile> commands = new HashMap<>(fields.has("commands") ? Map.of() : inherited);
        if (fields.has("local")) {
            Profile nothing = new Profile(
                    own.syntax(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Condition.ALWAYS,
                    List.of(),
                    List.of(),
                    null,
                    Patience.SYSTEM,
                    Status.UNKNOWN,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    AddressUse.UNKNOWN);
            fields.get("local").words().forEach(name -> commands.put(name, nothing));
        }
        if (fields.has("commands")) {
            fields.get("commands").fields().forEach((names, data) -> {
                Profile command = read(data, likened(data, own), KEYS);
                for (String name : names.split("[|\\s]+")) {
                    commands.put(name, command);
                }
            });
        }
        return new Profile(
                own.syntax(),
                own.parameters(),
                commands,
                own.values(),
                own.applies(),
                own.reaches(),
                own.starts(),
                own.proxy(),
                own.patience(),
                own.status(),
                own.raises(),
                own.refused(),
                own.raisesRefused(),
                own.quiet(),
                own.user(),
                own.special(),
                own.addresses());
    }

    /** A number, {@code none}, or several with what the command must be given, of which the first that holds counts. */
    private static Status status(Data data) {
        return new Status(data.items().stream().map(ProfileReader::choice).toList());
    }

    private static Status.Choice choice(Data data) {
        if (data.isFields()) {
            Fields fields = new Fields(data.fields(Set.of("is", "when", "unless")));
            return new Status.Choice(whole(fields.get("is")), condition(fields));
        }
        return new Status.Choice(data.text().equals("none") ? null : (Integer) whole(data), Condition.ALWAYS);
    }

    private static AddressUse addresses(Data data) {
        return switch (data.text()) {
            case "each" -> AddressUse.EACH;
            case "first" -> AddressUse.FIRST;
            default -> throw data.wrong("`" + data.text() + "` is not each or first");
        };
    }

    private static Syntax syntax(Data data) {
        Map<String, String> names = new HashMap<>();
        Fields fields = new Fields(data.fields(Set.of("values", "optional", "flags", "last", "style")));
        Set<String> values = spellings(fields, "values", names);
        Set<String> optional = spellings(fields, "optional", names);
        Set<String> last = spellings(fields, "last", names);
        spellings(fields, "flags", names);
        Set<String> style = new HashSet<>(fields.or("style", List.<String>of(), Data::words));
        Set<String> known = Set.of("first-operand-ends", "single-dash", "assignments", "dash");
        if (!known.containsAll(style)) {
            throw data.wrong("a style is made of " + known);
        }
        return new Syntax(
                names,
                values,
                optional,
                last,
                style.contains("first-operand-ends"),
                style.contains("single-dash"),
                style.contains("assignments"),
                style.contains("dash"));
    }

    /** {@code -m/--max-time}: several spellings of one option, known by the last. */
    private static Set<String> spellings(Fields fields, String key, Map<String, String> names) {
        Set<String> options = new HashSet<>();
        for (String word : fields.or(key, List.<String>of(), Data::words)) {
            String[] all = word.split("/");
            String known = all[all.length - 1];
            for (String each : all) {
                names.put(each, known);
            }
            options.add(known);
        }
        return options;
    }

    private static Reach reach(Data data) {
        Set<String> forms = new HashSet<>();
        for (Form form : Form.values()) {
            forms.add(key(form));
        }
        Set<String> keys =
                new HashSet<>(Set.of("base", "scheme", "port", "protocol", "local", "for", "direct", "when", "unless"));
        keys.addAll(forms);
        Fields fields = new Fields(data.fields(keys));
        Form form = null;
        for (Form each : Form.values()) {
            if (fields.has(key(each))) {
                form = each;
            }
        }
        if (form == null) {
            throw data.wrong("a destination is one of " + forms);
        }
        List<Lookup> ports = new ArrayList<>();
        int defaultPort = -1;
        for (Lookup lookup : fields.or("port", List.<Lookup>of(), Lookups::read)) {
            if (lookup instanceof Lookup.Fixed fixed && fixed.template().matches("[0-9]+")) {
                defaultPort = Integer.parseInt(fixed.template());
            } else {
                ports.add(lookup);
            }
        }
        return new Reach(
                form,
                Lookups.read(fields.get(key(form))),
                fields.or("base", List.of(), Lookups::read),
                fields.orNull("scheme", null, Data::text),
                ports,
                defaultPort,
                fields.orNull(
                        "protocol", null, it -> Protocol.parse(it.text()).orElseThrow(() -> it.wrong("no protocol"))),
                fields.orNull("local", null, it -> Pattern.compile(it.text())),
                fields.or("for", List.of(), Lookups::read),
                !fields.has("direct"),
                condition(fields));
    }

    private static String key(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    private static List<Start> starts(Fields fields, List<Start> inherited) {
        if (STARTS.stream().noneMatch(fields::has)) {
            return inherited;
        }
        List<Start> starts = new ArrayList<>();
        for (Data each : fields.or("runs", List.<Data>of(), Data::items)) {
            starts.add(command(each));
        }
        for (Data each : fields.or("evaluates", List.<Data>of(), Data::items)) {
            starts.add(text(each));
        }
        for (Data each : fields.or("script", List.<Data>of(), Data::items)) {
            starts.add(script(each));
        }
        for (Data each : fields.or("folder", List.<Data>of(), Data::items)) {
            Fields folder = new Fields(each.fields(Set.of("folder", "arguments", "when", "unless")));
            starts.add(new Start.Folder(
                    folder.or("folder", List.of(), Lookups::read),
                    folder.or("arguments", List.of(), Lookups::read),
                    condition(folder)));
        }
        for (Data each : fields.or("writes", List.<Data>of(), Data::items)) {
            Fields written = new Fields(each.fields(Set.of("file", "text", "when", "unless")));
            starts.add(new Start.Written(
                    written.or("file", List.of(), Lookups::read),
                    written.or("text", List.of(), Lookups::read),
                    condition(written)));
        }
        return starts;
    }

    private static Start command(Data data) {
        Fields fields = new Fields(data.fields(Set.of(
                "program",
                "command",
                "user",
                "directory",
                "limit",
                "clears",
                "elsewhere",
                "ignores-status",
                "when",
                "unless")));
        return new Start.Command(
                fields.or("program", List.of(), Lookups::read),
                fields.or("command", List.of(), Lookups::read),
                fields.or("user", List.of(), Lookups::read),
                fields.or("directory", List.of(), Lookups::read),
                fields.or("limit", List.of(), Lookups::read),
                fields.orNull("clears", null, ProfileReader::given),
                fields.has("elsewhere"),
                fields.has("ignores-status"),
                condition(fields));
    }

    private static Start text(Data data) {
        Fields fields = new Fields(
                data.fields(Set.of("language", "text", "loads", "arguments", "user", "elsewhere", "when", "unless")));
        return new Start.Text(
                fields.or("language", "shell", Data::text),
                fields.or("text", List.of(), Lookups::read),
                fields.or("loads", List.of(), Lookups::read),
                fields.or("arguments", List.of(), Lookups::read),
                fields.or("user", List.of(), Lookups::read),
                fields.has("elsewhere"),
                condition(fields));
    }

    private static Start script(Data data) {
        Fields fields = new Fields(data.fields(Set.of("language", "file", "arguments", "options", "when", "unless")));
        return new Start.Script(
                fields.orNull("language", null, Data::text),
                fields.or("file", List.of(), Lookups::read),
                fields.or("arguments", List.of(), Lookups::read),
                fields.or("options", List.of(), Data::words),
                condition(fields));
    }

    private static Proxy proxy(Data data) {
        Fields fields = new Fields(data.fields(Set.of("options", "environment", "except", "port", "schemes")));
        return new Proxy(
                fields.or("options", List.of(), Lookups::read),
                fields.or("environment", List.of(), Data::words),
                fields.or("except", List.of(), Lookups::read),
                fields.or("port", 80, ProfileReader::whole),
                fields.or("schemes", List.of("http", "https", "ftp"), Data::words));
    }

    private static Patience patience(Data data) {
        if (!data.isFields()) {
            return new Patience(Lookups.read(data), List.of(), List.of(), 1);
        }
        Fields fields = new Fields(data.fields(Set.of("each", "tries", "retries", "per-second")));
        return new Patience(
                fields.or("each", List.of(), Lookups::read),
                fields.or("tries", List.of(), Lookups::read),
                fields.or("retries", List.of(), Lookups::read),
                fields.or("per-second", 1, ProfileReader::whole));
    }

    /** {@code when} and {@code unless}, or only the words of which one must be given. */
    private static Condition given(Data data) {
        return data.isFields()
                ? condition(new Fields(data.fields(Set.of("when", "unless"))))
                : new Condition(Lookups.read(data), List.of());
    }

    private static Condition condition(Fields fields) {
        return new Condition(
                fields.or("when", List.of(), Lookups::read), fields.or("unless", List.of(), Lookups::read));
    }

    private static Special special(Data data) {
        Special special = Special.ALL.get(data.text());
        if (special == null) {
            throw data.wrong("no code has this name");
        }
        return special;
    }

    private static int whole(Data data) {
        try {
            return Integer.parseInt(data.text());
        } catch (NumberFormatException e) {
            throw data.wrong("here belongs a whole number");
        }
    }

    /** The fields of one mapping. */
    private record Fields(Map<String, Data> fields) {
        boolean has(String key) {
            return fields.containsKey(key);
        }

        Data get(String key) {
            return java.util.Objects.requireNonNull(fields.get(key));
        }

        <T> T or(String key, T absent, Function<Data, ? extends T> read) {
            Data data = fields.get(key);
            return data == null ? absent : read.apply(data);
        }

        <T> @Nullable T orNull(String key, @Nullable T absent, Function<Data, ? extends @Nullable T> read) {
            Data data = fields.get(key);
            return data == null ? absent : read.apply(data);
        }
    }
}
