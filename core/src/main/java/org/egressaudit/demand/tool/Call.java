package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.InstalledFiles;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** A call beside its profile: answers what the profile's rules ask for. */
final class Call {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z-]*)\\}");

    /** A template names values whose templates name values; no profile goes deeper than this. */
    private static final int DEEPEST = 16;

    private final Invocation invocation;
    private final Profile profile;
    private final Given given;
    private final Execution execution;
    private final @Nullable Call receiver;
    private int depth;

    private Call(Invocation invocation, Profile profile, Given given, Execution execution, @Nullable Call receiver) {
        this.invocation = invocation;
        this.profile = profile;
        this.given = given;
        this.execution = execution;
        this.receiver = receiver;
    }

    /**
     * @param invocation what is called
     * @param profile what is known of it
     * @param execution asked for files of the target machine
     * @param profiles for the calls that made the object
     */
    static Call of(
            Invocation invocation,
            Profile profile,
            Execution execution,
            Function<Invocation, Optional<Profile>> profiles) {
        WordSorter.Sorted sorted = invocation.language().equals("shell")
                ? WordSorter.command(profile, invocation.words())
                : WordSorter.function(profile, invocation);
        Invocation maker = invocation.receiver();
        Call receiver =
                maker == null ? null : of(maker, profiles.apply(maker).orElse(Profile.EMPTY), execution, profiles);
        return new Call(invocation, sorted.profile(), sorted.given(), execution, receiver);
    }

    Invocation invocation() {
        return invocation;
    }

    Profile profile() {
        return profile;
    }

    Given given() {
        return given;
    }

    /** The values of the first alternative that is given; an empty text counts as not given, but for a flag. */
    List<Sketch> first(List<Lookup> alternatives) {
        List<Sketch> mapping = List.of();
        for (Lookup alternative : alternatives) {
            List<Sketch> found = find(alternative).stream()
                    .filter(sketch -> !sketch.text().isEmpty())
                    .toList();
            if (found.size() == 1 && found.get(0).isMapping()) {
                // its entries may be what another alternative asks for
                mapping = found;
            } else if (!found.isEmpty()) {
                return found;
            }
        }
        return mapping;
    }

    /** Whether one of several possibilities of what is {@link #first} given is the empty text, or nothing. */
    boolean mayBeEmpty(List<Lookup> alternatives) {
        for (Lookup alternative : alternatives) {
            List<Sketch> found = find(alternative);
            if (found.stream().anyMatch(sketch -> !sketch.text().isEmpty() && !sketch.isMapping())) {
                return found.stream().anyMatch(sketch -> sketch.text().isEmpty());
            }
        }
        return true;
    }

    /** What stands for arguments that only the run will know, of this call or of one that made its object. */
    List<Sketch> further() {
        List<Sketch> own = given.option(Argument.FURTHER);
        return own.isEmpty() && receiver != null ? receiver.further() : own;
    }

    /** Whether any of the alternatives is given, if only as a flag. */
    boolean isFound(List<Lookup> alternatives) {
        return alternatives.stream().anyMatch(alternative -> !find(alternative).isEmpty());
    }

    /** The first argument whose text these compare with something, and of which nothing is known. */
    Optional<Sketch> unknownAmong(List<Lookup> alternatives) {
        return alternatives.stream()
                .filter(each -> each instanceof Lookup.Filtered filtered && filtered.like() != null)
                .flatMap(each -> ((Lookup.Filtered) each).of().stream())
                .flatMap(each -> find(each).stream())
                .filter(Sketch::unknown)
                .filter(sketch -> !sketch.shown().equals(Word.MAPPING))
                .findFirst();
    }

    /** The words of the first alternative that is given: one for each operand, one for each element of a list. */
    List<Word> words(List<Lookup> alternatives) {
        for (Lookup alternative : alternatives) {
            List<Word> found = alternative instanceof Lookup.Operands operands
                    ? range(operands).stream()
                            .map(one -> Word.several(
                                    one.stream().map(Sketch::word).toList(),
                                    one.get(0).span()))
                            .toList()
                    : find(alternative).stream().map(Sketch::word).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Sketch> find(Lookup lookup) {
        if (depth >= DEEPEST) {
            return List.of();
        }
        depth++;
        try {
            return look(lookup);
        } finally {
            depth--;
        }
    }

    private List<Sketch> look(Lookup lookup) {
        if (lookup instanceof Lookup.Option option) {
            return given.option(profile.syntax().known(option.name()));
        }
        if (lookup instanceof Lookup.Variable variable) {
            return template(variable.name()).stream()
                    .flatMap(name -> variable(environmentName(variable.name(), name.text())).stream())
                    .toList();
        }
        if (lookup instanceof Lookup.Operands operands) {
            return range(operands).stream().flatMap(List::stream).toList();
        }
        if (lookup instanceof Lookup.Receiver maker) {
            return receiver == null ? List.of() : receiver.argument(maker.name());
        }
        if (lookup instanceof Lookup.Named named) {
            return first(profile.values().getOrDefault(named.name(), List.of()));
        }
        if (lookup instanceof Lookup.Fixed fixed) {
            return template(fixed.template());
        }
        if (lookup instanceof Lookup.Input) {
            Word input = invocation.input();
            return input == null ? List.of() : Sketch.of(input);
        }
        if (lookup instanceof Lookup.CommandName) {
            return List.of(Sketch.fixed(Toolbox.baseName(invocation.name()), invocation.nameSpan()));
        }
        if (lookup instanceof Lookup.Setting setting) {
            return setting(setting);
        }
        if (lookup instanceof Lookup.Lines lines) {
            return first(lines.of()).stream()
                    .flatMap(file -> lines(file).stream())
                    .toList();
        }
        if (lookup instanceof Lookup.InFiles inFiles) {
            return inFiles.files().stream()
                    .flatMap(file -> template(file).stream())
                    .flatMap(path -> paths(path.text()).stream())
                    .flatMap(path -> file(path).stream())
                    .flatMap(source -> matches(inFiles.like(), source).stream())
                    .limit(Word.MOST)
                    .toList();
        }
        if (lookup instanceof Lookup.NotKnown notKnown) {
            return template(notKnown.expression()).stream()
                    .map(text -> new Word.Unknown(text.shown(), reason(notKnown), text.span()))
                    .flatMap(word -> Sketch.of(word).stream())
                    .toList();
        }
        return filtered((Lookup.Filtered) lookup);
    }

    private String reason(Lookup.NotKnown notKnown) {
        return template(notKnown.reason()).stream()
                .map(Sketch::shown)
                .findFirst()
                .orElse(notKnown.reason());
    }

    private List<Sketch> lines(Sketch file) {
        Optional<Source> source = file.known() ? file(file.text()) : Optional.empty();
        if (source.isEmpty()) {
            Word.Unknown unknown = new Word.Unknown(
                    "each line of " + file.shown(),
                    "the file is not among the files of the target that are given; add it, or declare what it names",
                    file.span());
            return Sketch.of(unknown);
        }
        List<Sketch> found = new ArrayList<>();
        for (int line = 1; line <= source.get().lineCount() && found.size() < Word.MOST; line++) {
            String text = source.get().line(line).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                int from = source.get().offset(line) + source.get().line(line).indexOf(text);
                Span place = source.get().span(from, from + text.length());
                found.add(new Sketch(text, file.span(), place, Certainty.DERIVED, List.of()));
            }
        }
        return found;
    }

    /** A path, or those that a pattern in its last part stands for. */
    List<String> paths(String path) {
        int slash = path.lastIndexOf('/');
        if (slash <= 0 || path.indexOf('*', slash) < 0) {
            return List.of(path);
        }
        String[] around = path.substring(slash + 1).split("\\*", 2);
        String folder = path.substring(0, slash);
        return folder(folder).stream()
                .filter(name -> name.startsWith(around[0]) && name.endsWith(around[1]))
                .map(name -> folder + "/" + name)
                .toList();
    }

    private List<Sketch> matches(String like, Source source) {
        Matcher values = PLACEHOLDER.matcher(like);
        String expression = values.replaceAll(value ->
                Matcher.quoteReplacement(first(List.of(new Lookup.Named(value.group(1)))).stream()
                        .map(sketch -> Pattern.quote(sketch.text()))
                        .collect(Collectors.joining("|", "(?:", ")"))));
        List<Sketch> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(expression, Pattern.MULTILINE).matcher(source.text());
        while (matcher.find() && found.size() < Word.MOST) {
            if (matcher.start(1) >= 0) {
                Span place = source.span(matcher.start(1), matcher.end(1));
                found.add(new Sketch(matcher.group(1), invocation.nameSpan(), place, Certainty.DERIVED, List.of()));
            }
        }
        return found;
    }

    private List<Sketch> argument(String name) {
        List<Sketch> own = given.option(name);
        return own.isEmpty() && receiver != null ? receiver.argument(name) : own;
    }

    private List<Sketch> variable(String name) {
        List<Sketch> values =
                invocation.situation().variable(name).map(Sketch::of).orElse(List.of());
        return values.stream().allMatch(sketch -> sketch.text().isEmpty())
                ? List.of()
                : values.stream()
                        .map(sketch -> sketch.toldAt(invocation.nameSpan()))
                        .toList();
    }

    /** The name of a variable as it is, or in upper case where a value makes a part of it, as rclone(1) has it. */
    private static String environmentName(String template, String name) {
        return template.equals(name) ? name : name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private List<List<Sketch>> range(Lookup.Operands operands) {
        List<List<Sketch>> all = given.operands();
        int from = operands.from() < 0 ? Math.max(0, all.size() + operands.from()) : operands.from();
        int to = operands.to() < 0 ? all.size() + operands.to() : Math.min(operands.to(), all.size());
        return from >= to ? List.of() : all.subList(from, to);
    }

    /** All readings of a template; none when a value in it is not given. */
    List<Sketch> template(String template) {
        List<Sketch> rows = new ArrayList<>();
        rows.add(Sketch.fixed("", invocation.nameSpan()));
        Matcher matcher = PLACEHOLDER.matcher(template);
        int from = 0;
        while (matcher.find()) {
            String before = template.substring(from, matcher.start());
            List<Sketch> values = find(new Lookup.Named(matcher.group(1)));
            List<Sketch> grown = new ArrayList<>();
            for (Sketch row : rows) {
                for (Sketch value : values) {
                    if (grown.size() < Word.MOST) {
                        grown.add(row.followedBy(before).followedBy(value));
                    }
                }
            }
            rows = grown;
            from = matcher.end();
        }
        String rest = template.substring(from);
        return rows.stream().map(row -> row.followedBy(rest)).toList();
    }

    private List<Sketch> setting(Lookup.Setting setting) {
        List<Sketch> found = new ArrayList<>();
        for (Sketch file : template(setting.file())) {
            Optional<Source> source = file(file.text());
            if (source.isEmpty()) {
                continue;
            }
            for (Sketch section : template(setting.section())) {
                Settings.read(source.get()).value(section.text(), setting.key()).stream()
                        .flatMap(word -> Sketch.of(word).stream())
                        .map(sketch -> sketch.toldAt(invocation.nameSpan()))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private List<Sketch> filtered(Lookup.Filtered filtered) {
        List<Sketch> found = new ArrayList<>();
        for (Lookup lookup : filtered.of()) {
            for (Sketch sketch : find(lookup)) {
                Sketch part = sketch;
                if (filtered.shown() != null
                        && !filtered.shown().matcher(sketch.shown()).find()) {
                    continue;
                }
                if (filtered.like() != null) {
                    Matcher matcher = filtered.like().matcher(sketch.text());
                    if (!matcher.matches()) {
                        continue;
                    }
                    part = matcher.groupCount() > 0 && matcher.start(1) >= 0
                            ? sketch.part(matcher.start(1), matcher.end(1))
                            : sketch;
                }
                if (filtered.is() != null) {
                    found.addAll(template(filtered.is()));
                    continue;
                }
                String other = filtered.map().get(part.text());
                found.add(other == null ? part : part.reading(other));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    /** A file of the target machine as text; a path that is not absolute is one of the working directory. */
    Optional<Source> file(String path) {
        Optional<String> place =
                path.startsWith("~/") ? home().map(home -> home + path.substring(1)) : Optional.of(path);
        return place.flatMap(
                        it -> InstalledFiles.absolute(it, invocation.situation().directory()))
                .map(execution::file)
                .flatMap(content ->
                        content instanceof Sources.Content.Text text ? Optional.of(text.source()) : Optional.empty());
    }

    /** The names in a folder of the target machine. */
    List<String> folder(String path) {
        return execution.folder(path);
    }

    /** What kind of thing a path of the target machine is. */
    Sources.Kind kind(String path) {
        return execution.kind(path);
    }

    /** The home directory of the user who calls: {@code $HOME}, else as Debian's adduser(8) places it. */
    private Optional<String> home() {
        Optional<String> told = invocation.situation().variable("HOME").flatMap(Word::known);
        if (told.isPresent()) {
            return told;
        }
        String user = invocation.situation().user();
        return user == null ? Optional.empty() : Optional.of(user.equals("root") ? "/root" : "/home/" + user);
    }
}
