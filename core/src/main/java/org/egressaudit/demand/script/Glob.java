package org.egressaudit.demand.script;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * A shell pattern (XCU 2.13), with the extended forms of bash(1), Pattern Matching.
 *
 * <p>It is matched without going back: each part turns the set of positions at which it may begin into those at which
 * it may end, so that no pattern takes longer than its length times that of the text.
 */
public final class Glob {

    private static final int DEEPEST = 32;

    private sealed interface Part {}

    /** One character. */
    private record One(IntPredicate fits) implements Part {}

    /** Any characters, or none. */
    private record Any() implements Part {}

    /**
     * One of several patterns.
     *
     * @param kind {@code @}, {@code ?}, {@code *}, {@code +} or {@code !}
     */
    private record Group(char kind, List<List<Part>> choices) implements Part {}

    private final List<Part> parts;

    private Glob(List<Part> parts) {
        this.parts = parts;
    }

    /** Reads a pattern; every text is one. */
    public static Glob of(String pattern) {
        return new Glob(new Reading(pattern).parts(0));
    }

    /** The same pattern from its end to its beginning. */
    public Glob reversed() {
        return new Glob(reversed(parts));
    }

    private static List<Part> reversed(List<Part> parts) {
        List<Part> reversed = new ArrayList<>();
        for (Part part : parts) {
            reversed.add(
                    part instanceof Group group
                            ? new Group(
                                    group.kind(),
                                    group.choices().stream().map(Glob::reversed).toList())
                            : part);
        }
        Collections.reverse(reversed);
        return reversed;
    }

    /** Whether it fits the whole text. */
    public boolean matches(String text) {
        return ends(text, 0).get(text.length());
    }

    /** Where a match that begins at a position may end. */
    public BitSet ends(String text, int start) {
        BitSet from = new BitSet(text.length() + 1);
        from.set(start);
        return ends(parts, text, from);
    }

    /** The length of the longest match that begins at a position; negative when there is none. */
    public int longest(String text, int start) {
        if (ofFixedLength()) {
            if (start + parts.size() > text.length()) {
                return -1;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (!(parts.get(i) instanceof One one) || !one.fits().test(text.charAt(start + i))) {
                    return -1;
                }
            }
            return parts.size();
        }
        BitSet ends = ends(text, start);
        return ends.isEmpty() ? -1 : ends.length() - 1 - start;
    }

    /** Whether every match is as long as any other. */
    public boolean ofFixedLength() {
        return parts.stream().allMatch(One.class::isInstance);
    }

    private static BitSet ends(List<Part> parts, String text, BitSet starts) {
        BitSet at = starts;
        for (Part part : parts) {
            at = after(part, text, at);
            if (at.isEmpty()) {
                return at;
            }
        }
        return at;
    }

    private static BitSet after(Part part, String text, BitSet starts) {
        BitSet ends = new BitSet(text.length() + 1);
        if (part instanceof One one) {
            for (int at = starts.nextSetBit(0); at >= 0; at = starts.nextSetBit(at + 1)) {
                if (at < text.length() && one.fits().test(text.charAt(at))) {
                    ends.set(at + 1);
                }
            }
        } else if (part instanceof Any) {
            int first = starts.nextSetBit(0);
            if (first >= 0) {
                ends.set(first, text.length() + 1);
            }
        } else {
            Group group = (Group) part;
            if (group.kind() == '!') {
                others(group, text, starts, ends);
            } else {
                repeated(group, text, starts, ends);
            }
        }
        return ends;
    }

    private static void repeated(Group group, String text, BitSet starts, BitSet ends) {
        if (group.kind() == '?' || group.kind() == '*') {
            ends.or(starts);
        }
        BitSet fresh = starts;
        while (!fresh.isEmpty()) {
            BitSet reached = new BitSet();
            for (List<Part> choice : group.choices()) {
                reached.or(ends(choice, text, fresh));
            }
            reached.andNot(ends);
            ends.or(reached);
            fresh = group.kind() == '*' || group.kind() == '+' ? reached : new BitSet();
        }
    }

    /** Every end but those of the choices. */
    private static void others(Group group, String text, BitSet starts, BitSet ends) {
        for (int at = starts.nextSetBit(0); at >= 0; at = starts.nextSetBit(at + 1)) {
            BitSet one = new BitSet();
            one.set(at);
            BitSet rest = new BitSet();
            rest.set(at, text.length() + 1);
            for (List<Part> choice : group.choices()) {
                rest.andNot(ends(choice, text, one));
            }
            ends.or(rest);
        }
    }

    /** A pattern being read. */
    private static final class Reading {
        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        /** Up to the end; inside of a group up to what closes it or begins another choice. */
        List<Part> parts(int depth) {
            List<Part> parts = new ArrayList<>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (depth > 0 && (c == ')' || c == '|')) {
                    return parts;
                }
                at++;
                boolean group = at < text.length() && text.charAt(at) == '(' && "@?*+!".indexOf(c) >= 0;
                if (group && depth < DEEPEST && closes(at + 1)) {
                    parts.add(group(c, depth + 1));
                } else if (c == '*') {
                    parts.add(new Any());
                } else if (c == '?') {
                    parts.add(new One(any -> true));
                } else if (c == '[') {
                    parts.add(bracket());
                } else {
                    char literal = c == '\\' && at < text.length() ? text.charAt(at++) : c;
                    parts.add(new One(other -> other == literal));
                }
            }
            return parts;
        }

        private Group group(char kind, int depth) {
            List<List<Part>> choices = new ArrayList<>();
            do {
                at++;
                choices.add(parts(depth));
            } while (at < text.length() && text.charAt(at) == '|');
            at++;
            return new Group(kind, choices);
        }

        private boolean closes(int from) {
            int open = 1;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '(') {
                    open++;
                } else if (c == ')' && --open == 0) {
                    return true;
                }
            }
            return false;
        }

        /** A bracket expression; a bracket that nothing closes is itself. */
        private Part bracket() {
            int start = at;
            boolean not = at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '^');
            if (not) {
                at++;
            }
            IntPredicate fits = none -> false;
            boolean first = true;
            while (at < text.length() && (first || text.charAt(at) != ']')) {
                first = false;
                if (text.startsWith("[:", at) && text.indexOf(":]", at + 2) > 0) {
                    int close = text.indexOf(":]", at + 2);
                    fits = fits.or(named(text.substring(at + 2, close)));
                    at = close + 2;
                    continue;
                }
                char low = character();
                char high = low;
                if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
                    at++;
                    high = character();
                }
                char to = high;
                fits = fits.or(c -> c >= low && c <= to);
            }
            if (at >= text.length()) {
                at = start;
                return new One(c -> c == '[');
            }
            at++;
            return new One(not ? fits.negate() : fits);
        }

        private char character() {
            char c = text.charAt(at++);
            return c == '\\' && at < text.length() ? text.charAt(at++) : c;
        }

        /** The classes of the locale C (XBD 6.4). */
        private static IntPredicate named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "alpha" -> c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                case "digit" -> c -> c >= '0' && c <= '9';
                case "alnum" -> c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
                case "lower" -> c -> c >= 'a' && c <= 'z';
                case "upper" -> c -> c >= 'A' && c <= 'Z';
                case "space" -> c -> c == ' ' || c >= '\t' && c <= '\r';
                case "blank" -> c -> c == ' ' || c == '\t';
                case "punct" ->
                    c -> c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~';
                case "xdigit" -> c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
                case "print" -> c -> c >= ' ' && c <= '~';
                case "graph" -> c -> c > ' ' && c <= '~';
                case "cntrl" -> c -> c < ' ' || c == 127;
                case "word" -> c -> c == '_' || Character.isLetterOrDigit(c);
                default -> none -> false;
            };
        }
    }
}
