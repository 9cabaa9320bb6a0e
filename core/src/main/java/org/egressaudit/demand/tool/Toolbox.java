package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;

/**
 * All that is known of tools and libraries. Data are read when they are first asked for, and kept; any number of
 * threads may ask.
 *
 * <p>A command's file is {@code shell/NAME.yaml}; {@code python3.11} falls back to {@code python}. A function's is that
 * of the longest beginning of its name: {@code google.cloud.storage.Client} is looked for in
 * {@code python/google.cloud.storage.yaml}, then {@code google.cloud.yaml}, then {@code google.yaml}. The separators
 * {@code ::}, {@code ->} and {@code \} count as dots.
 */
public final class Toolbox {

    private static final Pattern VERSION = Pattern.compile("-?\\d[\\d.]*$");

    private static final Pattern PACKED = Pattern.compile("\\.(?:exe|phar)$");

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_.+\\[@-]+");

    private static final Toolbox BUILTIN = new Toolbox();

    private final Map<String, Optional<ToolFile>> files = new ConcurrentHashMap<>();

    private Toolbox() {}

    /** The data that come with this library. */
    public static Toolbox builtin() {
        return BUILTIN;
    }

    /**
     * What a call does.
     *
     * @param invocation the call
     * @param execution asked for settings files of the target machine
     * @return empty when the tool or function is not known
     */
    public Optional<ToolCall> call(Invocation invocation, Execution execution) {
        return profile(invocation).map(profile -> answer(Call.of(invocation, profile, execution, this::profile)));
    }

    /** Whether a command, with or without a folder, is known never to use the network whatever its arguments. */
    public boolean knowsHarmless(String command) {
        return Harmless.of("shell").names().contains(baseName(command));
    }

    /**
     * Whether projects hold copies of a tool, so that a file of that name is the tool and what is known of it holds.
     *
     * @param command with or without a folder
     */
    public boolean isVendored(String command) {
        return file("shell", baseName(command)).filter(ToolFile::vendored).isPresent();
    }

    /** Whether anything is known of a command. */
    public boolean knowsCommand(String command) {
        return knowsHarmless(command) || file("shell", baseName(command)).isPresent();
    }

    /**
     * Whether the exit status of a command that is {@linkplain #knowsHarmless harmless} answers a question, as that of
     * {@code grep} and {@code test} does, rather than telling of trouble.
     */
    public boolean statusTellsSomething(String command) {
        return Harmless.of("shell").telling().contains(baseName(command));
    }

    /**
     * The library into which a call goes, when nothing at all is known of it: it is neither harmless, nor has it a data
     * file.
     *
     * @param invocation a call of any language but shell that {@link #call} does not know
     */
    public Optional<UnknownLibrary> unknownLibrary(Invocation invocation) {
        Harmless harmless = Harmless.of(invocation.language());
        return LibraryName.of(invocation.language(), invocation.name(), harmless.namespaces())
                .filter(library -> !harmless.covers(LibraryName.dotted(invocation.name())))
                .filter(library -> !hasData(invocation.language(), library.dotted()))
                .map(library -> new UnknownLibrary(harmless.noun(), library.written(), library.dotted()));
    }

    /**
     * A library of which nothing is known.
     *
     * @param noun what its language calls such a thing: module, class, package
     * @param name as programs write it; of a class, its full name
     * @param root the same for all that belongs to the library
     */
    public record UnknownLibrary(String noun, String name, String root) {}

    private boolean hasData(String language, String library) {
        for (String beginning = library; ; beginning = beginning.substring(0, beginning.lastIndexOf('.'))) {
            if (file(language, beginning).filter(file -> file.holds(library)).isPresent()) {
                return true;
            }
            if (beginning.lastIndexOf('.') <= 0) {
                return false;
            }
        }
    }

    private static ToolCall answer(Call call) {
        Profile profile = call.profile();
        List<Effect> effects = new ArrayList<>();
        if (profile.applies().holds(call)) {
            effects.addAll(Reach.apply(profile.reaches(), call));
            effects.addAll(Reach.amongFurther(profile.reaches(), call));
            profile.starts().stream()
                    .filter(start -> start.condition().holds(call))
                    .forEach(start -> start.apply(call).ifPresent(effects::add));
            if (profile.special() != null) {
                effects.addAll(profile.special().effects(call));
            }
        }
        String name = call.invocation().name();
        return new ToolCall(
                call.invocation().language().equals("shell") ? baseName(name) : name,
                effects,
                profile.unanswered(call),
                profile.refused(call),
                profile.patience().seconds(call),
                profile.quiet() != null && profile.quiet().holds(call),
                profile.user(),
                profile.addresses());
    }

    /** The name of a command without its folder, and without {@code .exe} or {@code .phar}. */
    static String baseName(String command) {
        return PACKED.matcher(command.substring(command.lastIndexOf('/') + 1)).replaceFirst("");
    }

    private Optional<Profile> profile(Invocation invocation) {
        if (invocation.language().equals("shell")) {
            String name = baseName(invocation.name());
            return file("shell", name)
                    .or(() -> file("shell", VERSION.matcher(name).replaceFirst("")))
                    .map(ToolFile::profile);
        }
        String name = LibraryName.dotted(invocation.name());
        for (String beginning = name; ; beginning = beginning.substring(0, beginning.lastIndexOf('.'))) {
            Optional<Profile> found = file(invocation.language(), beginning).flatMap(file -> file.function(name));
            if (found.isPresent() || beginning.indexOf('.') < 0) {
                return found;
            }
        }
    }

    private Optional<ToolFile> file(String language, String name) {
        if (!SAFE_NAME.matcher(name).matches() || name.startsWith(".")) {
            return Optional.empty();
        }
        String resource = language + "/" + name + ".yaml";
        Optional<ToolFile> known = files.get(resource);
        if (known != null) {
            return known;
        }
        Optional<ToolFile> read = Data.resource(resource).map(data -> read(data, language));
        files.put(resource, read);
        return read;
    }

    private ToolFile read(Data data, String language) {
        ProfileReader reader = new ProfileReader(other -> {
            int slash = other.indexOf('/');
            return file(slash < 0 ? language : other.substring(0, slash), other.substring(slash + 1))
                    .orElseThrow(() -> data.wrong("`" + other + "` is not there"))
                    .profile();
        });
        Profile own = reader.read(data);
        Map<String, Profile> functions = new LinkedHashMap<>();
        Data calls = data.fields().get("calls");
        for (Data each : calls == null ? List.<Data>of() : calls.items()) {
            Data names = each.fields().get("name");
            if (names == null) {
                throw each.wrong("`name` is missing");
            }
            Profile profile = reader.readCall(each, own);
            names.words().forEach(name -> functions.put(LibraryName.dotted(name), profile));
        }
        return new ToolFile(own, functions, data.fields().containsKey("vendored"));
    }

    /**
     * One data file.
     *
     * @param profile of the command, or what all functions of the library have in common
     * @param functions by name with dots for separators; a name that ends in {@code *} stands for all that begin so
     * @param vendored whether projects hold copies of it
     */
    private record ToolFile(Profile profile, Map<String, Profile> functions, boolean vendored) {

        /** Whether any function of a library is told of here. */
        boolean holds(String library) {
            return functions.keySet().stream().anyMatch(name -> {
                String all = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
                return all.equals(library)
                        || all.startsWith(library + ".")
                        || (name.endsWith("*") && library.startsWith(all));
            });
        }

        Optional<Profile> function(String name) {
            Profile exact = functions.get(name);
            if (exact != null) {
                return Optional.of(exact);
            }
            return functions.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("*")
                            && name.startsWith(
                                    entry.getKey().substring(0, entry.getKey().length() - 1)))
                    .findFirst()
                    .map(Map.Entry::getValue);
        }
    }
}
