package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.BoundedText;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Texts with places of them replaced: those of a plain text, or of a regular expression as JavaScript and Ruby write
 * it, which Java's are near kin of. Null where only the run will know the result.
 */
public final class Replacements {

    /** The function that a literal of a regular expression is a call of: its body, and flags as JavaScript has them. */
    public static final String EXPRESSION = "RegExp";

    /** Characters of a text times those of what is put in: a result may be no longer than that. */
    private static final long LARGEST = 50_000_000;

    private static final Pattern WRITTEN = Pattern.compile("/(.+)/([a-z]*)", Pattern.DOTALL);

    private static final int MOST_PLACES = 200;

    private Replacements() {}

    /** A regular expression stays what the script writes: a value of which only its text is known. */
    public static @Nullable Value expression(Arguments given) {
        String body = given.text(0, "pattern");
        String flags = given.size() > 1 ? given.text(1, "flags") : "";
        return body == null || flags == null
                ? null
                : new Value.Unknown("/" + body + "/" + flags, "only the run will know it", given.place());
    }

    /** What a value finds: itself, or the expression that the script writes between slashes. */
    public static @Nullable Pattern pattern(@Nullable Value value) {
        String plain = PlainLanguage.string(value);
        if (plain != null) {
            return plain.isEmpty() ? null : Pattern.compile(plain, Pattern.LITERAL);
        }
        Matcher written = value instanceof Value.Unknown unknown ? WRITTEN.matcher(unknown.source()) : null;
        if (written == null || !written.matches()) {
            return null;
        }
        return RegularExpressions.of(written.group(1), written.group(2));
    }

    /** Whether an expression between slashes has the flag {@code g}: all its places are meant. */
    public static boolean global(@Nullable Value value) {
        Matcher written = value instanceof Value.Unknown unknown ? WRITTEN.matcher(unknown.source()) : null;
        return written != null && written.matches() && written.group(2).contains("g");
    }

    /** How a language names a group of the expression in what is put in. */
    public enum Marks {
        /** {@code $1}; a backslash is one. */
        DOLLAR("$"),

        /** {@code \\1}; a dollar is one. */
        BACKSLASH("\\"),

        /** Either. */
        BOTH("$\\");

        private final String characters;

        Marks(String characters) {
            this.characters = characters;
        }
    }

    /** The text with the first place that is found, or all of them, replaced. */
    public static @Nullable Value replace(
            @Nullable Value text, @Nullable Pattern old, @Nullable Value with, Marks marks, boolean all, Span place) {
        if (!(text instanceof Value.Scalar scalar) || old == null || !(with instanceof Value.Scalar by)) {
            return null;
        }
        if (by.text() == null) {
            String known = scalar.text();
            return known == null ? null : BoundedText.answer(() -> woven(known, old, by, all, place));
        }
        String template = template(by.text(), old, marks);
        if (template == null) {
            return null;
        }
        // what cannot be told within the bound of steps leaves no text that anybody could rely on
        boolean[] told = {true};
        UnaryOperator<String> change = whole -> {
            String changed = BoundedText.answer(() -> changed(whole, old, template, all));
            told[0] &= changed != null;
            return changed == null ? "" : changed;
        };
        Value result = scalar.word() instanceof Word.Joined joined
                ? inParts(scalar, joined, old, change, place)
                : Words.change(scalar, place, change);
        return told[0] ? result : null;
    }

    private static @Nullable String changed(String text, Pattern old, String template, boolean all) {
        if ((long) text.length() * Math.max(1, template.length()) > LARGEST) {
            return null;
        }
        Matcher matcher = BoundedText.matcher(old, text);
        try {
            return all ? matcher.replaceAll(template) : matcher.replaceFirst(template);
        } catch (IndexOutOfBoundsException noSuchGroup) {
            return null;
        }
    }

    /** The replacement in Java's terms; null for references that are none of a numbered group. */
    private static @Nullable String template(String by, Pattern old, Marks marks) {
        if ((old.flags() & Pattern.LITERAL) != 0) {
            return Matcher.quoteReplacement(by);
        }
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < by.length(); i++) {
            char c = by.charAt(i);
            char next = i + 1 < by.length() ? by.charAt(i + 1) : 0;
            if (marks.characters.indexOf(c) < 0) {
                java.append(Matcher.quoteReplacement(String.valueOf(c)));
            } else if (Character.isDigit(next) && !(next == '0' && marks == Marks.DOLLAR)) {
                java.append('$').append(next);
                i++;
            } else if (c == next) {
                java.append('\\').append(c);
                i++;
            } else if (c == '$' && next == '{' && by.startsWith("}", i + 3) && Character.isDigit(by.charAt(i + 2))) {
                java.append('$').append(by.charAt(i + 2));
                i += 3;
            } else {
                return null;
            }
        }
        return java.toString();
    }

    /** A text known in parts: what begins or ends it is looked for in its first or its last part alone. */
    private static Value inParts(
            Value.Scalar text, Word.Joined joined, Pattern old, UnaryOperator<String> change, Span place) {
        boolean expression = (old.flags() & Pattern.LITERAL) == 0;
        boolean begins = expression && old.pattern().startsWith("^");
        boolean ends = expression && old.pattern().endsWith("$");
        List<Word> parts = new ArrayList<>();
        for (int i = 0; i < joined.parts().size(); i++) {
            boolean meant = (!begins || i == 0) && (!ends || i == joined.parts().size() - 1);
            Word part = joined.parts().get(i);
            parts.add(
                    meant && Words.change(new Value.Scalar(text.kind(), part), place, change) instanceof Value.Scalar of
                            ? of.word()
                            : part);
        }
        return new Value.Scalar(text.kind(), Word.join(parts, place));
    }

    /** A known text with something in it that only the run will know. */
    private static Value woven(String text, Pattern old, Value by, boolean all, Span place) {
        List<Value> pieces = new ArrayList<>();
        Matcher matcher = BoundedText.matcher(old, text);
        int from = 0;
        while ((all || pieces.isEmpty()) && matcher.find()) {
            pieces.add(Value.text(text.substring(from, matcher.start()), place));
            pieces.add(by);
            from = matcher.end();
        }
        pieces.add(Value.text(text.substring(from), place));
        return Words.join(pieces, place);
    }

    /**
     * The text with places replaced by what a function of the script gives for each.
     *
     * @param function from the place and its groups to what is put in
     * @return null where the text or the expression is not known
     */
    public static @Nullable Value replaced(
            @Nullable Value text,
            @Nullable Pattern old,
            Function<List<Value>, Value> function,
            boolean all,
            Span place) {
        String known = PlainLanguage.string(text);
        if (known == null || old == null) {
            return null;
        }
        List<int[]> places = new ArrayList<>();
        List<List<Value>> found = new ArrayList<>();
        Boolean ended = BoundedText.answer(() -> {
            Matcher matcher = BoundedText.matcher(old, known);
            while ((all || places.isEmpty()) && places.size() < MOST_PLACES && matcher.find()) {
                places.add(new int[] {matcher.start(), matcher.end()});
                List<Value> groups = new ArrayList<>();
                for (int i = 0; i <= matcher.groupCount(); i++) {
                    String group = matcher.group(i);
                    groups.add(group == null ? Value.nothing(place) : Value.text(group, place));
                }
                found.add(groups);
            }
            return places.size() < MOST_PLACES;
        });
        if (ended == null || !ended) {
            return null;
        }
        List<Value> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < places.size(); i++) {
            pieces.add(Value.text(known.substring(from, places.get(i)[0]), place));
            pieces.add(function.apply(found.get(i)));
            from = places.get(i)[1];
        }
        pieces.add(Value.text(known.substring(from), place));
        return Words.join(pieces, place);
    }
}
