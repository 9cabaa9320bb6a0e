package org.egressaudit.demand.script.perl;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Modules of CPAN that read files of settings in sections: some give a hash, others an object that is asked. */
final class PerlSettings {

    private PerlSettings() {}

    static void register(Map<String, NativeFunction> all) {
        for (String hash : List.of("Config::Tiny->read", "Config::Tiny->new->read", "Config::INI::Reader->read_file")) {
            all.put(hash, (machine, given) -> PerlFiles.settings(given.at(0), machine));
        }
        object(all, "Config::Simple", "filename");
        object(all, "Config::IniFiles", "-file");
        object(all, "Config::Abstract::Ini", "file");
        object(all, "Config::General", "-ConfigFile");
        // Config::Simple: "block.key", or a key of the block "default"
        all.put("Config::Simple->param", (machine, given) -> {
            String path = given.text(1, "name");
            int dot = path == null ? -1 : path.indexOf('.');
            return path == null
                    ? null
                    : entry(machine, given, dot < 0 ? "default" : path.substring(0, dot), path.substring(dot + 1));
        });
        for (String asked : List.of("Config::IniFiles->val", "Config::Abstract::Ini->get_entry_setting")) {
            all.put(asked, (machine, given) -> {
                String section = given.text(1, "section");
                String key = given.text(2, "key");
                Value found = section == null || key == null ? null : entry(machine, given, section, key);
                return found != null && found.isNothing() && given.at(3) != null ? given.at(3) : found;
            });
        }
        all.put("Config::Abstract::Ini->get_entry", (machine, given) -> section(machine, given));
        all.put("Config::General->getall", (machine, given) -> given.at(0));
    }

    private static void object(Map<String, NativeFunction> all, String module, String option) {
        all.put(module + "->new", (machine, given) -> {
            Value path = given.named(option) == null ? given.at(0) : given.named(option);
            if (!(PerlFiles.settings(path, machine) instanceof MapValue settings)) {
                return null;
            }
            settings.put(machine.journal(), PerlLanguage.PACKAGE, Value.text(module, given.place()));
            return settings;
        });
    }

    private static @Nullable Value section(Machine machine, Arguments given) {
        Value name = given.at(1);
        Value settings = given.at(0);
        return name == null || settings == null ? null : new Subscripts(machine).get(settings, name, given.place());
    }

    private static @Nullable Value entry(Machine machine, Arguments given, String section, String key) {
        if (!(given.at(0) instanceof MapValue settings)) {
            return null;
        }
        Span place = given.place();
        Value inner = settings.get(section);
        // keys before the first section are of no section
        Value holder = inner instanceof MapValue ? inner : settings;
        return new Subscripts(machine).get(holder, MapValue.key(key, place), place);
    }

    /** A method that such an object is asked by; null for any other. */
    static @Nullable Value member(MapValue object, String owner, String name, Map<String, NativeFunction> functions) {
        NativeFunction function = owner.startsWith("Config::") ? functions.get(owner + "->" + name) : null;
        return function == null
                ? null
                : new Value.Native(name, (machine, given) -> function.call(machine, given.prepend(object)));
    }

    private static final Pattern DECODES =
            Pattern.compile("(?:JSON|JSON::XS|JSON::PP|JSON::MaybeXS|Cpanel::JSON::XS)(?:->\\w+)*->decode");

    /** {@code JSON->new->utf8->relaxed->decode}: whatever is set before, the text is decoded. */
    static boolean decodes(String name) {
        return DECODES.matcher(name).matches();
    }
}
