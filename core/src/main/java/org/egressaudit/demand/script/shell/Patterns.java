package org.egressaudit.demand.script.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.egressaudit.demand.script.Word;
import org.jspecify.annotations.Nullable;

/** Shell patterns: {@code *}, {@code ?}, {@code [...]} and the extended forms of bash. */
final class Patterns {

    private Patterns() {}

    static boolean matches(String glob, String text) {
        Pattern pattern = compile(glob, true);
        return pattern == null ? glob.equals(text) : pattern.matcher(text).matches();
    }

    /** What is left after the shortest or longest match at the beginning is removed. */
    static String withoutPrefix(String text, String glob, boolean longest) {
        Pattern pattern = compile(glob, longest);
        if (pattern != null) {
            var matcher = pattern.matcher(text);
            for (int i = 0; i <= text.length(); i++) {
                int end = longest ? text.length() - i : i;
                if (matcher.region(0, end).matches()) {
                    return text.substring(end);
                }
            }
        }
        return text;
    }

    /** What is left after the shortest or longest match at the end is removed. */
    static String withoutSuffix(String text, String glob, boolean longest) {
        Pattern pattern = compile(glob, longest);
        if (pattern != null) {
            var matcher = pattern.matcher(text);
            for (int i = 0; i <= text.length(); i++) {
                int start = longest ? i : text.length() - i;
                if (matcher.region(start, text.length()).matches()) {
                    return text.substring(0, start);
                }
            }
        }
        return text;
    }

    /** The text with the first or every match replaced; null when it would be longer than any text that is kept. */
    static @Nullable String replaced(String text, String glob, String by, boolean every) {
        boolean start = glob.startsWith("#");
        boolean end = glob.startsWith("%");
        String body = start || end ? glob.substring(1) : glob;
        String regex = regex(body, true);
        try {
            Pattern pattern = Pattern.compile((start ? "^" : "") + regex + (end ? "$" : ""), Pattern.DOTALL);
            Matcher matcher = pattern.matcher(text);
            StringBuilder replaced = new StringBuilder();
            int from = 0;
            while (matcher.find()) {
                replaced.append(text, from, matcher.start()).append(by);
                from = matcher.end();
                if (replaced.length() > Word.MOST_TEXT) {
                    return null;
                }
                if (!every) {
                    break;
                }
            }
            return replaced.append(text, from, text.length()).toString();
        } catch (PatternSyntaxException notAPattern) {
            return text;
        }
    }

    static @Nullable Pattern compile(String glob, boolean greedy) {
        try {
            return Pattern.compile(regex(glob, greedy), Pattern.DOTALL);
        } catch (PatternSyntaxException notAPattern) {
            return null;
        }
    }

    private static String regex(String glob, boolean greedy) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(greedy ? ".*" : ".*?");
                case '?' -> regex.append('.');
                case '\\' -> {
                    if (i + 1 < glob.length()) {
                        regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
                    }
                }
                case '[' -> {
                    int close = glob.indexOf(']', i + 2);
                    if (close < 0) {
                        regex.append("\\[");
                    } else {
                        String body = glob.substring(i + 1, close)
                                .replace("\\", "\\\\")
                                .replace("[:alpha:", "a-zA-Z")
                                .replace("[:digit:", "0-9")
                                .replace("[", "\\[");
                        regex.append('[')
                                .append(body.startsWith("!") ? "^" + body.substring(1) : body)
                                .append(']');
                        i = close;
                    }
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
