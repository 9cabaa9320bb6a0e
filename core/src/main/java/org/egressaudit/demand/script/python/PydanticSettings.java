package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code BaseSettings} of pydantic ("Settings Management" of its documentation): each field comes from the environment,
 * then from the class's {@code env_file}, then from its own default; {@code env_prefix} stands before the names.
 */
final class PydanticSettings {

    private PydanticSettings() {}

    static void register(Map<String, NativeFunction> all) {
        for (String config : List.of("pydantic_settings.SettingsConfigDict", "pydantic.ConfigDict")) {
            all.put(config, (machine, given) -> {
                MapValue map = new MapValue();
                for (Arguments.Passed passed : given.passed()) {
                    if (passed.name() != null) {
                        map.put(machine.journal(), passed.name(), passed.value());
                    }
                }
                return map;
            });
        }
    }

    /** A field's value from outside of the program; null when nothing there sets it and its own default counts. */
    static @Nullable Value preset(Value.ClassObject type, String field, Machine machine) {
        if (!isSettings(type, 0)) {
            return null;
        }
        String prefix = PythonLanguage.string(configured(type, "env_prefix", machine));
        String name = (prefix == null ? "" : prefix) + field;
        MapValue file = file(type, machine);
        for (MapValue source : file == null ? List.of(machine.environment()) : List.of(machine.environment(), file)) {
            for (String key : source.keys()) {
                if (key.equalsIgnoreCase(name)) {
                    return source.get(key);
                }
            }
        }
        Value usual = type.members().get(field);
        // the class keeps its own default, unless that is empty: then the variable is to be set
        boolean empty = usual instanceof Value.Scalar scalar && (Value.isEmptyText(scalar) || scalar.isNothing());
        return empty && usual instanceof Value.Scalar scalar
                ? Value.Unknown.variable(
                        name.toUpperCase(Locale.ROOT), scalar.word().span())
                : null;
    }

    private static boolean isSettings(Value.ClassObject type, int depth) {
        return type.bases().stream()
                .anyMatch(base -> base instanceof Value.External external
                                && external.name().endsWith("BaseSettings")
                        || base instanceof Value.ClassObject parent && depth < 20 && isSettings(parent, depth + 1));
    }

    /** A setting of {@code model_config}, or of the inner class {@code Config} as version 1 has it. */
    private static @Nullable Value configured(Value.ClassObject type, String name, Machine machine) {
        Span place = machine.program().source().span(0, 0);
        if (machine.members().own(type, "model_config", place) instanceof MapValue config) {
            return config.get(name);
        }
        return machine.members().own(type, "Config", place) instanceof Value.ClassObject config
                ? config.members().get(name)
                : null;
    }

    private static @Nullable MapValue file(Value.ClassObject type, Machine machine) {
        Value named = configured(type, "env_file", machine);
        MapValue all = null;
        for (Value path : named instanceof ListValue several
                ? several.items()
                : named == null ? List.<Value>of() : List.of(named)) {
            Source source = Files.source(path, machine);
            if (source != null) {
                all = all == null ? new MapValue() : all;
                all.putAll(machine.journal(), DataFiles.variables(source, machine), source.span(0, 0));
            }
        }
        return all;
    }
}
