package org.egressaudit.demand.script.php;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.EnvironmentFile;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Helpers that Laravel programs have everywhere: {@code env()}, {@code config()}, paths, and the HTTP client's builder. */
final class Laravel {

    /** Property of the run that holds the folder of the project. */
    static final String ROOT = "project root";

    private static final String HTTP = "Illuminate\\Support\\Facades\\Http";

    /** What the builder makes before its last call. */
    private static final String REQUEST = "Illuminate\\Http\\Client\\PendingRequest";

    private static final Set<String> REQUESTS =
            Set.of("get", "post", "put", "patch", "delete", "head", "send", "pool", "macro", "fake");

    private Laravel() {}

    static void register(Map<String, NativeFunction> all) {
        all.put("env", Laravel::environment);
        all.put("config", Laravel::configured);
        Map<String, String> folders = Map.of(
                "base_path", "",
                "app_path", "/app",
                "config_path", "/config",
                "storage_path", "/storage",
                "public_path", "/public",
                "database_path", "/database",
                "resource_path", "/resources");
        folders.forEach((function, folder) -> all.put(function, (machine, given) -> {
            String root = PlainLanguage.string(machine.properties().get(ROOT));
            String path = given.size() == 0 ? "" : given.text(0, "path");
            return root == null || path == null
                    ? null
                    : Value.text(PlainLanguage.normal(root + folder + "/" + path), given.place());
        }));
        for (String load : List.of(
                "Dotenv\\Dotenv->createImmutable",
                "Dotenv\\Dotenv->createUnsafeImmutable",
                "Dotenv\\Dotenv->createMutable",
                "Dotenv\\Dotenv->create")) {
            all.put(load, (machine, given) -> {
                String folder = given.text(0, "paths");
                String name = given.size() > 1 ? given.text(1, "names") : ".env";
                if (folder != null && name != null) {
                    EnvironmentFile.load(machine, PlainLanguage.normal(folder + "/" + name));
                }
                return null;
            });
        }
        for (String load : List.of("load", "loadEnv", "bootEnv", "usePutenv->load", "usePutenv->loadEnv")) {
            all.put("Symfony\\Component\\Dotenv\\Dotenv->" + load, (machine, given) -> {
                String path = given.text(0, "path");
                if (path != null) {
                    EnvironmentFile.load(machine, PlainLanguage.normal(path));
                }
                return null;
            });
        }
    }

    /** {@code env('NAME', default)}: the environment, and {@code .env} of the project. */
    private static @Nullable Value environment(Machine machine, Arguments given) {
        String name = given.text(0, "key");
        String root = PlainLanguage.string(machine.properties().get(ROOT));
        if (name == null) {
            return null;
        }
        if (root != null) {
            EnvironmentFile.load(machine, root + "/.env");
        }
        Value value = PlainLanguage.variable(machine, name, given.place());
        Value usual = given.at(1);
        boolean unset = value instanceof Value.Unknown unknown && unknown.unset();
        return unset && usual != null ? Value.fallback(usual, name, given.place()) : value;
    }

    /** {@code config('file.key.key', default)}: what {@code config/file.php} returns. */
    private static @Nullable Value configured(Machine machine, Arguments given) {
        String path = given.text(0, "key");
        String root = PlainLanguage.string(machine.properties().get(ROOT));
        Frame caller = machine.caller();
        if (path == null || root == null || caller == null) {
            return null;
        }
        String[] keys = path.split("\\.");
        String file = root + "/config/" + keys[0] + ".php";
        Value value = machine.properties().get("configuration " + file);
        if (value == null) {
            value = PhpFiles.include(machine, file, caller, given.place(), false);
            if (value == null) {
                return null;
            }
            machine.properties().put("configuration " + file, value);
        }
        for (int i = 1; i < keys.length; i++) {
            Value key = MapValue.key(keys[i], given.place());
            value = new Subscripts(machine).get(value, key, given.place());
        }
        Value usual = given.at(1);
        return value.isNothing() && usual != null ? usual : value;
    }

    /**
     * {@code Http::withToken(...)->timeout(3)->get(url)}: each method but the last gives the builder again, and what
     * matters to the last is what {@code baseUrl} was given. Null for other members.
     */
    static @Nullable Value member(Value object, String name, Machine machine, Span place) {
        boolean facade = object instanceof Value.External external && isHttp(external.name());
        boolean built = object instanceof Value.Made made && made.name().equals(REQUEST);
        if ((!facade && !built) || REQUESTS.contains(name)) {
            return null;
        }
        return new Value.Native(name, (run, given) -> {
            Value request = facade
                    ? run.calls().call(new Value.External(REQUEST), Arguments.none(given.place()), REQUEST)
                    : object;
            Value base = given.at(0);
            if (name.equals("baseUrl") && base != null) {
                run.members().put(request, "baseUrl", base, given.place());
            }
            return request;
        });
    }

    private static boolean isHttp(String name) {
        return name.equals(HTTP) || name.equals("Http");
    }
}
