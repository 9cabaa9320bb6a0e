package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Django, as its chapters "django-admin and manage.py", "Custom management commands" and "Settings" say: {@code manage.py
 * NAME} runs a class of the project, and {@code django.conf.settings} is a module of the project. A command works on the
 * databases that the settings name.
 */
final class Django {

    private static final String SETTINGS = "django.conf.settings.";

    private static final String MAIL = "django.core.mail.";

    private static final String COMMANDS = "/management/commands/";

    private static final String CONNECTED = "django databases";

    private Django() {}

    static void register(Map<String, NativeFunction> all) {
        all.put("django.core.management.execute_from_command_line", Django::execute);
        all.put("django.core.management.call_command", Django::callCommand);
        all.put("django.setup", (machine, given) -> {
            connect(machine, given.place());
            return Value.nothing(given.place());
        });
        for (String sends : List.of(
                "send_mail",
                "send_mass_mail",
                "mail_admins",
                "mail_managers",
                "EmailMessage.send",
                "EmailMultiAlternatives.send",
                "get_connection.open",
                "get_connection.send_messages")) {
            all.put(MAIL + sends, Django::mail);
        }
    }

    /** What the project's settings give a name; null when that is not a setting, or not known. */
    static @Nullable Value setting(String name, Machine machine, Span place) {
        return name.startsWith(SETTINGS) ? ofProject(name.substring(SETTINGS.length()), machine, place) : null;
    }

    private static @Nullable Value ofProject(String name, Machine machine, Span place) {
        String module = PythonLanguage.string(machine.environment().get("DJANGO_SETTINGS_MODULE"));
        return module != null && Imports.absolute(module, machine, place) instanceof Value.Module settings
                ? settings.globals().get(name)
                : null;
    }

    private static @Nullable Value execute(Machine machine, Arguments given) {
        List<Value> argv = given.at(0) instanceof ListValue own
                ? own.items()
                : Libraries.argv(machine, given.place()).items();
        String name = argv.size() > 1 ? PythonLanguage.string(argv.get(1)) : null;
        return name == null ? null : command(name, argv.subList(2, argv.size()), machine, given);
    }

    private static @Nullable Value callCommand(Machine machine, Arguments given) {
        String name = given.text(0, "command_name");
        return name == null ? null : command(name, given.drop(1).positional(), machine, given);
    }

    /** Runs a command of the project; null when it is one of a library. */
    private static @Nullable Value command(String name, List<Value> words, Machine machine, Arguments given) {
        Span place = given.place();
        String module = find(name, machine, place);
        if (module == null
                || !(Imports.absolute(module, machine, place) instanceof Value.Module commands)
                || !(commands.globals().get("Command") instanceof Value.ClassObject type)) {
            connect(machine, place);
            return null;
        }
        connect(machine, place);
        Value command = machine.calls().call(type, Arguments.none(place), "?");
        Value parser = machine.calls().call(new Value.External("argparse.ArgumentParser"), Arguments.none(place), "?");
        method(command, "add_arguments", Arguments.of(place, List.of(parser)), machine);
        Value parsed =
                method(parser, "parse_args", Arguments.of(place, List.of(Value.list(Container.LIST, words))), machine);
        List<Arguments.Passed> options = new ArrayList<>();
        if (parsed instanceof Value.Instance namespace) {
            for (String option : namespace.attributes().names()) {
                Value value = namespace.attributes().get(option);
                if (value != null) {
                    options.add(new Arguments.Passed(option, value, place, option));
                }
            }
        }
        return method(command, "handle", new Arguments(options, false, place, given.callee()), machine);
    }

    private static Value method(Value object, String name, Arguments given, Machine machine) {
        return machine.calls().call(machine.members().get(object, name, given.place()), given, "?");
    }

    /** The module of a command, in an application that lies along {@code sys.path} or one folder deeper. */
    private static @Nullable String find(String name, Machine machine, Span place) {
        for (Value folder : Imports.path(machine, place).items()) {
            String root = PythonLanguage.string(folder);
            if (root == null) {
                continue;
            }
            for (String entry : machine.execution().folder(root)) {
                List<String> applications = new ArrayList<>(List.of(entry));
                machine.execution().folder(root + "/" + entry).forEach(inner -> applications.add(entry + "/" + inner));
                for (String application : applications) {
                    String file = root + "/" + application + COMMANDS + name + ".py";
                    if (machine.execution().kind(file) == Sources.Kind.FILE) {
                        return (application + COMMANDS + name).replace('/', '.');
                    }
                }
            }
        }
        return null;
    }

    /** Connects to each database of the settings that is not on this machine, once. */
    private static void connect(Machine machine, Span place) {
        boolean before = machine.properties().putIfAbsent(CONNECTED, Value.truth(true, place)) != null;
        if (before || !(ofProject("DATABASES", machine, place) instanceof MapValue databases)) {
            return;
        }
        for (String alias : databases.keys()) {
            Value value = databases.get(alias);
            if (!(value instanceof MapValue database)) {
                if (value != null) {
                    told("psycopg2.connect", Map.of("dsn", value), machine, place);
                }
                continue;
            }
            String engine = PythonLanguage.string(database.get("ENGINE"));
            String driver = engine == null || engine.contains("sqlite")
                    ? null
                    : engine.contains("mysql") ? "MySQLdb.connect" : "psycopg2.connect";
            Value host = database.get("HOST");
            String known = PythonLanguage.string(host);
            if (driver != null && host != null && (known == null || !known.isEmpty())) {
                told(driver, given(host, database.get("PORT")), machine, place);
            }
        }
    }

    private static Value mail(Machine machine, Arguments given) {
        Value host = ofProject("EMAIL_HOST", machine, given.place());
        Value port = ofProject("EMAIL_PORT", machine, given.place());
        told(
                "smtplib.SMTP",
                given(host == null ? Value.text("localhost", given.place()) : host, port),
                machine,
                given.place());
        return Value.nothing(given.place());
    }

    private static Map<String, Value> given(Value host, @Nullable Value port) {
        String known = PythonLanguage.string(port);
        return port == null || (known != null && known.isEmpty())
                ? Map.of("host", host)
                : Map.of("host", host, "port", port);
    }

    private static void told(String function, Map<String, Value> named, Machine machine, Span place) {
        List<Arguments.Passed> passed = new ArrayList<>();
        named.forEach((name, value) -> passed.add(new Arguments.Passed(name, value, place, name)));
        machine.calls().call(new Value.External(function), new Arguments(passed, false, place, place), "?");
    }
}
