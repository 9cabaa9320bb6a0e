package org.egressaudit.demand.script.php;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.egressaudit.demand.script.BoundedText;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.jspecify.annotations.Nullable;

/** PHP's regular expressions on known texts (PCRE, of which Java's are near kin); null where only the run will know. */
final class Expressions {

    /** A delimiter, the expression, the delimiter that closes it, and flags. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?s)\\s*([^\\sA-Za-z0-9\\\\])(.*)([^\\sA-Za-z0-9\\\\])([imsxuUD]*)");

    private static final String OPENING = "([{<";
    private static final String CLOSING = ")]}>";

    private Expressions() {}

    /** {@code preg_replace(pattern, replacement, subject)}. */
    static @Nullable Value replaced(Arguments given) {
        Pattern pattern = pattern(given.text(0, "pattern"));
        String by = given.text(1, "replacement");
        String subject = PlainLanguage.string(given.at(2));
        if (pattern == null || by == null || subject == null || !(given.at(2) instanceof Value.Scalar text)) {
            return null;
        }
        String replacement = by.replaceAll("\\\\(\\d)|\\$\\{(\\d)\\}", "\\$$1$2");
        String changed = BoundedText.answer(() -> replaced(pattern, subject, replacement));
        return changed == null ? null : Words.change(text, given.place(), whole -> changed);
    }

    private static @Nullable String replaced(Pattern pattern, String text, String replacement) {
        try {
            return BoundedText.matcher(pattern, text).replaceAll(replacement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAReplacement) {
            return null;
        }
    }

    /** {@code preg_match(pattern, subject)}. */
    static @Nullable Value matches(Arguments given) {
        Pattern pattern = pattern(given.text(0, "pattern"));
        String text = PlainLanguage.string(given.at(1));
        if (pattern == null || text == null) {
            return null;
        }
        Boolean found =
                BoundedText.answer(() -> BoundedText.matcher(pattern, text).find());
        return found == null ? null : Value.number(found ? "1" : "0", given.place());
    }

    private static @Nullable Pattern pattern(@Nullable String written) {
        Matcher parts = written == null ? null : WRITTEN.matcher(written);
        if (parts == null || !parts.matches()) {
            return null;
        }
        char open = parts.group(1).charAt(0);
        char close = OPENING.indexOf(open) >= 0 ? CLOSING.charAt(OPENING.indexOf(open)) : open;
        if (parts.group(3).charAt(0) != close) {
            return null;
        }
        int flags = 0;
        for (char flag : parts.group(4).toCharArray()) {
            flags |= switch (flag) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'x' -> Pattern.COMMENTS;
                default -> 0;
            };
        }
        try {
            return Pattern.compile(parts.group(2), flags);
        } catch (PatternSyntaxException notAnExpression) {
            return null;
        }
    }
}
