package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * A file of settings in one of the common shapes: {@code key = value}, {@code key: value} or {@code key value}, with or
 * without {@code [sections]}; {@code #} and {@code ;} begin comments.
 */
final class Settings {

    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^\\]]*)\\]\\s*(?:[#;].*)?");

    private static final Pattern ENTRY = Pattern.compile("\\s*([A-Za-z0-9_.@/-]+)\\s*(?:\\s*[=:]\\s*|\\s+)(.*?)\\s*");

    /** A larger file is no settings file. */
    private static final int MOST_LINES = 20_000;

    private record Entry(String section, String key, Word.Known value) {}

    private final List<Entry> entries = new ArrayList<>();

    private Settings() {}

    /** Reads what looks like a setting; anything else is passed over. */
    static Settings read(Source source) {
        Settings settings = new Settings();
        String section = "";
        for (int line = 1; line <= Math.min(source.lineCount(), MOST_LINES); line++) {
            String text = source.line(line);
            String stripped = text.strip();
            if (stripped.isEmpty()
                    || stripped.startsWith("#")
                    || stripped.startsWith(";")
                    || stripped.startsWith("!")) {
                continue;
            }
            Matcher header = SECTION.matcher(text);
            if (header.matches()) {
                section = header.group(1).strip();
                continue;
            }
            Matcher entry = ENTRY.matcher(text);
            if (entry.matches()) {
                int from = entry.start(2);
                int to = entry.end(2);
                if (to - from >= 2
                        && "\"'".indexOf(text.charAt(from)) >= 0
                        && text.charAt(to - 1) == text.charAt(from)) {
                    from++;
                    to--;
                }
                int start = source.offset(line);
                Span span = source.span(start + from, start + to);
                settings.entries.add(new Entry(
                        section,
                        entry.group(1).toLowerCase(Locale.ROOT),
                        new Word.Known(text.substring(from, to), span, span, Certainty.DERIVED)));
            }
        }
        return settings;
    }

    /** The value of a key in a section; of several the last, as most programs have it; none when it is not there. */
    List<Word.Known> value(String section, String key) {
        List<Word.Known> found = all(section, key);
        return found.isEmpty() ? found : List.of(found.get(found.size() - 1));
    }

    /** Every value of a key in a section, in the order of the file. */
    List<Word.Known> all(String section, String key) {
        return entries.stream()
                .filter(entry -> entry.section().equals(section) && entry.key().equals(key.toLowerCase(Locale.ROOT)))
                .map(Entry::value)
                .toList();
    }

    /** The names of all sections that hold something, in the order of the file. */
    List<String> sections() {
        return entries.stream().map(Entry::section).distinct().toList();
    }
}
