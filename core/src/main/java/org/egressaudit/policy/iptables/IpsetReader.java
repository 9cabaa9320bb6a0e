package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.egressaudit.policy.iptables.IpSet.Dimension;
import org.egressaudit.policy.iptables.IpSet.Element;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * Reads what {@code ipset restore} takes (ipset(8), 7.17): what {@code ipset save} writes, and the files that people
 * write to fill a set beside the one in use and swap the two.
 *
 * <p>A line that {@code ipset restore} refuses is told, and what follows is read as it was meant.
 */
final class IpsetReader {

    /** IPSET_MAXNAMELEN without its end. */
    private static final int LONGEST_NAME = 31;

    private static final Set<String> LENIENT = Set.of("-exist", "-!", "--exist");

    private static final Set<String> OUTPUT_FLAGS =
            Set.of("-q", "-quiet", "--quiet", "-s", "-sorted", "--sorted", "-r", "-resolve", "--resolve");

    private static final Set<String> ADD_OPTIONS = Set.of(
            "timeout",
            "packets",
            "bytes",
            "comment",
            "skbmark",
            "skbprio",
            "skbqueue",
            "nomatch",
            "wildcard",
            "before",
            "after");

    private final Source source;
    private final Map<String, IpSet> sets = new TreeMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private String aggregated = "";
    private boolean lenient;
    private boolean ended;

    private IpsetReader(Source source) {
        this.source = source;
    }

    static Parsed<Map<String, IpSet>> read(Source source) {
        IpsetReader reader = new IpsetReader(source);
        for (int line = 1; line <= source.lineCount() && !reader.ended; line++) {
            reader.line(line);
        }
        return new Parsed<>(reader.sets, reader.diagnostics);
    }

    private void line(int number) {
        String text = source.line(number).trim();
        if (text.isEmpty() || text.startsWith("#") || text.equals("COMMIT")) {
            return;
        }
        List<String> words = IpsetOptions.words(text);
        boolean asks = words.removeIf(LENIENT::contains);
        words.removeIf(OUTPUT_FLAGS::contains);
        if (words.isEmpty()) {
            return;
        }
        IpsetCommand command = IpsetCommand.named(words.get(0)).orElse(null);
        if (command == null) {
            notReadable(number, text);
            return;
        }
        // observed: lines of one command and set go to the kernel together, with the flags of their first
        String together = command + " " + (words.size() > 1 ? words.get(1) : "");
        lenient = together.equals(aggregated) ? lenient : asks;
        aggregated = together;
        List<String> arguments = words.subList(1, words.size());
        try {
            run(command, arguments, number);
        } catch (Unreadable unreadable) {
            report(number, unreadable);
        }
    }

    private void run(IpsetCommand command, List<String> arguments, int number) throws Unreadable {
        switch (command) {
            case CREATE -> create(arguments, number);
            case ADD -> add(arguments, number);
            case DEL -> delete(arguments);
            case FLUSH -> each(arguments).forEach(IpSet::clear);
            case DESTROY -> destroy(arguments);
            case RENAME -> rename(arguments);
            case SWAP -> swap(arguments);
            case QUIT -> ended = true;
            case TEST, LIST, SAVE -> {
                // asks and changes nothing
            }
        }
    }

    private void create(List<String> words, int number) throws Unreadable {
        if (words.size() < 2) {
            throw Unreadable.refused("`create` needs a name and a type");
        }
        String name = words.get(0);
        if (name.length() > LONGEST_NAME) {
            throw Unreadable.refused("the name `" + name + "` is longer than " + LONGEST_NAME + " characters");
        }
        IpsetOptions options = IpsetOptions.read(words.subList(2, words.size()), true);
        IpSet set = IpsetCreation.read(name, words.get(1), options);
        IpSet before = sets.get(name);
        if (before != null && lenient && before.dimensions().equals(set.dimensions())) {
            return;
        }
        if (before != null) {
            throw Unreadable.refused("the set `" + name + "` is created above");
        }
        sets.put(name, set);
        if (options.has("bitmask")) {
            set.nobodyKnows();
            unread(number, "`bitmask` is not modelled, so what the set `" + name + "` holds is not known");
        }
    }

    private void add(List<String> words, int number) throws Unreadable {
        if (words.size() < 2) {
            throw Unreadable.refused("`add` needs a set and an element");
        }
        IpSet set = named(words.get(0));
        IpsetOptions options = IpsetOptions.read(words.subList(2, words.size()), false);
        for (String option : options.names()) {
            if (!ADD_OPTIONS.contains(option)) {
                set.lacksAnElement();
                throw Unreadable.refused("`" + option + "` is no option of `add`");
            }
        }
        try {
            if (set.dimensions().get(0) == Dimension.SET) {
                addMember(set, named(words.get(1)));
                return;
            }
            for (Element element : IpsetElements.read(set, words.get(1), options)) {
                set.limits()
                        .refusal(element, options, lenient)
                        .ifPresent(why -> refused(number, "`" + words.get(1) + "`: " + why));
                set.add(element);
            }
        } catch (Unreadable unreadable) {
            set.lacksAnElement();
            throw unreadable;
        }
    }

    private void addMember(IpSet set, IpSet member) throws Unreadable {
        if (member.dimensions().get(0) == Dimension.SET) {
            throw Unreadable.refused("the set `" + member.name() + "` is a list of sets itself");
        }
        if (!set.add(member) && !lenient) {
            throw Unreadable.refused(
                    "the set `" + member.name() + "` was added before, which `ipset restore` takes only with `-exist`");
        }
    }

    private void delete(List<String> words) throws Unreadable {
        if (words.size() < 2) {
            throw Unreadable.refused("`del` needs a set and an element");
        }
        IpSet set = named(words.get(0));
        if (set.dimensions().get(0) == Dimension.SET) {
            set.remove(named(words.get(1)));
            return;
        }
        IpsetOptions options = IpsetOptions.read(words.subList(2, words.size()), false);
        try {
            for (Element element : IpsetElements.read(set, words.get(1), options)) {
                set.remove(element);
            }
        } catch (Unreadable unreadable) {
            set.nobodyKnows();
            throw unreadable;
        }
    }

    private void destroy(List<String> words) throws Unreadable {
        for (IpSet set : each(words)) {
            if (!words.isEmpty()) {
                unused(set, "destroyed");
            }
            sets.remove(set.name());
        }
    }

    private void rename(List<String> words) throws Unreadable {
        if (words.size() < 2) {
            throw Unreadable.refused("`rename` needs two names");
        }
        IpSet set = named(words.get(0));
        unused(set, "renamed");
        if (sets.containsKey(words.get(1))) {
            throw Unreadable.refused("the set `" + words.get(1) + "` is created above");
        }
        sets.remove(set.name());
        set.rename(words.get(1));
        sets.put(set.name(), set);
    }

    private void unused(IpSet set, String what) throws Unreadable {
        for (IpSet other : sets.values()) {
            if (other.holds(set)) {
                throw Unreadable.refused(
                        "the set `" + set.name() + "` is a member of `" + other.name() + "` and cannot be " + what);
            }
        }
    }

    private void swap(List<String> words) throws Unreadable {
        if (words.size() < 2) {
            throw Unreadable.refused("`swap` needs two sets");
        }
        IpSet one = named(words.get(0));
        IpSet other = named(words.get(1));
        if (!one.dimensions().equals(other.dimensions())) {
            throw Unreadable.refused("the sets `" + one.name() + "` and `" + other.name() + "` are of different types");
        }
        one.swap(other);
    }

    /** The sets that a command without a name is about: all. */
    private List<IpSet> each(List<String> words) throws Unreadable {
        return words.isEmpty() ? List.copyOf(sets.values()) : List.of(named(words.get(0)));
    }

    private IpSet named(String name) throws Unreadable {
        IpSet set = sets.get(name);
        if (set == null) {
            throw Unreadable.refused("the set `" + name + "` is not created above");
        }
        return set;
    }

    /** What such a line does to the sets before it is not known. */
    private void notReadable(int number, String text) {
        sets.values().forEach(IpSet::lacksAnElement);
        if (SaveReader.isTemplate(text)) {
            diagnostics.add(Diagnostic.warning(
                    "rules-template",
                    line(number, source),
                    "`" + text + "` is a template that nobody filled in; render it first. What it would add is not"
                            + " known"));
        } else {
            refused(number, "`" + SaveReader.shortened(text) + "` is no command of ipset");
        }
    }

    private void report(int number, Unreadable unreadable) {
        if (unreadable.refused) {
            refused(number, unreadable.reason);
        } else {
            unread(number, unreadable.reason);
        }
    }

    private void unread(int number, String message) {
        diagnostics.add(Diagnostic.warning("ipset-line-unread", line(number, source), message));
    }

    private void refused(int number, String message) {
        diagnostics.add(Diagnostic.warning(
                "rules-not-loadable", line(number, source), message + "; `ipset restore` stops here"));
    }

    private static Span line(int number, Source source) {
        return Span.of(source.file(), number, 1, source.line(number).length() + 1);
    }
}
