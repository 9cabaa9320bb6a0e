package org.egressaudit.demand.script.javascript;

import java.util.List;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The package {@code config}: files of the folder {@code config}, of which those of the deployment ({@code NODE_ENV}) and the
 * local ones stand over {@code default} ("Configuration Files" of its wiki).
 */
final class NodeConfig {

    private static final String LOADED = "package config";

    private static final int DEEPEST = 20;

    private NodeConfig() {}

    /** {@code config.get('a.b')}. */
    static @Nullable Value get(Machine machine, Arguments given) {
        String path = given.text(0, "property");
        Value value = loaded(machine, given.place());
        for (String key : path == null ? new String[0] : path.split("\\.")) {
            value = value == null
                    ? null
                    : new Subscripts(machine).get(value, MapValue.key(key, given.place()), given.place());
        }
        return path == null ? null : value;
    }

    /** {@code config.a}; null where the project has no such file. */
    static @Nullable Value member(Machine machine, String name, Span place) {
        return loaded(machine, place) instanceof MapValue map ? map.get(name) : null;
    }

    private static @Nullable Value loaded(Machine machine, Span place) {
        Value known = machine.properties().get(LOADED);
        Frame caller = machine.caller();
        String folder = PlainLanguage.string(machine.environment().get("NODE_CONFIG_DIR"));
        String directory = machine.directory();
        if (known != null || caller == null || directory == null) {
            return known;
        }
        String root =
                folder == null ? directory + "/config" : folder.startsWith("/") ? folder : directory + "/" + folder;
        String deployment = PlainLanguage.string(machine.environment().get("NODE_ENV"));
        MapValue all = new MapValue();
        boolean any = false;
        for (String name : List.of("default", deployment == null ? "development" : deployment, "local")) {
            for (String ending : List.of(".json", ".json5", ".js", ".cjs", ".yaml", ".yml")) {
                String path = PlainLanguage.normal(root + "/" + name + ending);
                if (machine.execution().file(path) instanceof Sources.Content.Text text) {
                    Value data = ending.startsWith(".y")
                            ? StructuredData.yaml(text.source(), machine)
                            : NodeModules.module(machine, path, caller, place);
                    if (data instanceof MapValue map) {
                        any = true;
                        merge(all, map, machine, 0);
                    }
                }
            }
        }
        if (!any) {
            return null;
        }
        machine.properties().put(LOADED, all);
        return all;
    }

    private static void merge(MapValue into, MapValue from, Machine machine, int depth) {
        for (String key : from.keys()) {
            Value value = from.get(key);
            if (into.get(key) instanceof MapValue own && value instanceof MapValue more && depth < DEEPEST) {
                merge(own, more, machine, depth + 1);
            } else if (value != null) {
                into.put(machine.journal(), key, value);
            }
        }
    }
}
