package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * What ssh_config(5) says of a host: the user's file, then the machine's, and of each setting the first that is found.
 * Of {@code Match} only {@code all}, {@code host} and {@code originalhost} are read; a block with another criterion is
 * passed over.
 */
final class SshConfig {

    private static final int MOST_INCLUDES = 8;

    private static final Pattern LINE = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");

    /** A value, and where it stands. */
    record Setting(String value, Span span) {}

    private final Call call;
    private final String host;
    private final Map<String, Setting> settings = new HashMap<>();

    private SshConfig(Call call, String host) {
        this.call = call;
        this.host = host;
    }

    /** The settings for a host as the command line names it. */
    static SshConfig of(Call call, String host) {
        SshConfig config = new SshConfig(call, host);
        List<Sketch> given = call.given().option("-F");
        if (given.isEmpty()) {
            config.read("~/.ssh/config", "~/.ssh/", 0);
            config.read("/etc/ssh/ssh_config", "/etc/ssh/", 0);
        } else {
            config.read(given.get(0).text(), "~/.ssh/", 0);
        }
        return config;
    }

    /** A setting by its keyword in lower case. */
    Optional<Setting> get(String keyword) {
        return Optional.ofNullable(settings.get(keyword))
                .filter(setting -> !setting.value().equalsIgnoreCase("none"));
    }

    private void read(String path, String folder, int nesting) {
        for (String each : call.paths(path)) {
            call.file(each).ifPresent(source -> read(source, folder, nesting));
        }
    }

    private void read(Source source, String folder, int nesting) {
        boolean applies = true;
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number);
            Matcher matcher = LINE.matcher(line);
            if (line.stripLeading().startsWith("#") || !matcher.matches()) {
                continue;
            }
            String keyword = matcher.group(1).toLowerCase(Locale.ROOT);
            String value = matcher.group(2);
            if (keyword.equals("host")) {
                applies = matches(words(value));
            } else if (keyword.equals("match")) {
                applies = matchesCriteria(words(value));
            } else if (applies && keyword.equals("include")) {
                for (String path : words(value)) {
                    if (nesting < MOST_INCLUDES) {
                        read(path.startsWith("/") || path.startsWith("~") ? path : folder + path, folder, nesting + 1);
                    }
                }
            } else if (applies) {
                int at = source.offset(number);
                settings.putIfAbsent(
                        keyword,
                        new Setting(
                                value.replaceAll("^\"(.*)\"$", "$1"),
                                source.span(at + matcher.start(2), at + matcher.end(2))));
            }
        }
    }

    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        for (String word : value.split("\\s+")) {
            words.add(word.replace("\"", ""));
        }
        return words;
    }

    private boolean matches(List<String> patterns) {
        boolean found = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (glob(negated ? pattern.substring(1) : pattern).matcher(host).matches()) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private boolean matchesCriteria(List<String> words) {
        if (words.equals(List.of("all"))) {
            return true;
        }
        return words.size() == 2
                && words.get(0).matches("(?i)(?:original)?host")
                && matches(List.of(words.get(1).split(",")));
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder("(?i)");
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }
}
