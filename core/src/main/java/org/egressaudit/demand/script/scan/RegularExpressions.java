package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.egressaudit.demand.script.BoundedText;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions as Perl, PHP (PCRE), Ruby and JavaScript write them, in the words of {@link Pattern}, which is near
 * kin: they differ in what stands between square brackets, and in how a group is named.
 */
public final class RegularExpressions {

    /** The classes of POSIX, which stand within brackets of their own. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("[:alpha:]", "\\p{Alpha}"),
            Map.entry("[:digit:]", "\\p{Digit}"),
            Map.entry("[:alnum:]", "\\p{Alnum}"),
            Map.entry("[:upper:]", "\\p{Upper}"),
            Map.entry("[:lower:]", "\\p{Lower}"),
            Map.entry("[:punct:]", "\\p{Punct}"),
            Map.entry("[:space:]", "\\s"),
            Map.entry("[:blank:]", " \\t"),
            Map.entry("[:xdigit:]", "\\p{XDigit}"),
            Map.entry("[:word:]", "\\w"));

    private static final Pattern NAME = Pattern.compile("\\(\\?<([A-Za-z]\\w*)>");

    private static final int MOST_PIECES = 10_000;

    private RegularExpressions() {}

    /**
     * One as the script writes it; null when Java has none that means the same.
     *
     * @param flags letters: {@code i} for either case, {@code m} and {@code s} for lines, {@code x} for blanks that mean
     *     nothing; others do not change what is found
     */
    public static @Nullable Pattern of(String body, String flags) {
        StringBuilder java = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            char c = body.charAt(at);
            if (c == '\\' && at + 1 < body.length()) {
                java.append(c).append(body.charAt(at + 1));
                at += 2;
            } else if (c == '[') {
                at = bracket(body, at, java);
            } else if (body.startsWith("(?P<", at)) {
                java.append("(?<");
                at += 4;
            } else {
                java.append(c);
                at++;
            }
        }
        int bits = flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
        bits |= flags.contains("m") ? Pattern.MULTILINE : 0;
        bits |= flags.contains("x") ? Pattern.COMMENTS : 0;
        bits |= flags.contains("s") ? Pattern.DOTALL : 0;
        try {
            return Pattern.compile(java.toString(), bits);
        } catch (PatternSyntaxException notOfJava) {
            return null;
        }
    }

    /** A set of characters, in which another bracket and {@code &&} mean nothing but in Java; where it ends. */
    private static int bracket(String body, int open, StringBuilder java) {
        java.append('[');
        int at = open + 1;
        if (body.startsWith("^", at)) {
            java.append('^');
            at++;
        }
        if (body.startsWith("]", at)) {
            java.append("\\]");
            at++;
        }
        while (at < body.length() && body.charAt(at) != ']') {
            char c = body.charAt(at);
            int close = c == '[' ? body.indexOf(":]", at) : -1;
            String posix = close < 0 ? null : CLASSES.get(body.substring(at, close + 2));
            if (posix != null) {
                java.append(posix);
                at = close + 2;
            } else if (c == '\\' && at + 1 < body.length()) {
                java.append(c).append(body.charAt(at + 1));
                at += 2;
            } else {
                java.append(c == '[' || c == '&' ? "\\" : "").append(c);
                at++;
            }
        }
        java.append(']');
        return at + 1;
    }

    /**
     * What a known text gives for the expression and its groups: a mapping of their numbers from 0 on, and of the names
     * that they have; nothing where it is not found, null where only the run will know.
     */
    public static @Nullable Value groups(Machine machine, @Nullable Pattern pattern, @Nullable Value text, Span place) {
        String known = PlainLanguage.string(text);
        if (pattern == null || known == null || !(text instanceof Value.Scalar scalar)) {
            return null;
        }
        return BoundedText.answer(() -> {
            Matcher matcher = BoundedText.matcher(pattern, known);
            if (!matcher.find()) {
                return Value.nothing(place);
            }
            MapValue groups = new MapValue();
            for (int i = 0; i <= matcher.groupCount(); i++) {
                groups.put(machine.journal(), Integer.toString(i), group(matcher.group(i), scalar, place));
            }
            Matcher names = NAME.matcher(pattern.pattern());
            while (names.find()) {
                groups.put(machine.journal(), names.group(1), group(matcher.group(names.group(1)), scalar, place));
            }
            return groups;
        });
    }

    /**
     * A known text cut where the expression is found; null where only the run will know.
     *
     * @param most pieces, the last with all the rest; 0 for as many as there are
     */
    public static @Nullable Value split(@Nullable Pattern pattern, @Nullable Value text, int most, Span place) {
        String known = PlainLanguage.string(text);
        if (pattern == null || known == null || !(text instanceof Value.Scalar scalar)) {
            return null;
        }
        return BoundedText.answer(() -> {
            Matcher matcher = BoundedText.matcher(pattern, known);
            List<Value> pieces = new ArrayList<>();
            int from = 0;
            while ((most <= 0 || pieces.size() < most - 1) && pieces.size() < MOST_PIECES && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    pieces.add(group(known.substring(from, matcher.start()), scalar, place));
                    from = matcher.end();
                }
            }
            pieces.add(group(known.substring(from), scalar, place));
            return Value.list(Container.LIST, pieces);
        });
    }

    private static Value group(@Nullable String group, Value.Scalar text, Span place) {
        return group == null ? Value.nothing(place) : Words.change(text, place, whole -> group);
    }
}
