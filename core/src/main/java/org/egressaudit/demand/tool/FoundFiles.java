package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.egressaudit.demand.InstalledFiles;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The files of the project that a call of find(1) would meet, by {@code -name}, {@code -iname}, {@code -maxdepth} and
 * {@code -type}; what else it asks of a file only the run will know, so that each of them may be met.
 */
final class FoundFiles {

    private static final int MOST_FILES = 200;

    private static final int MOST_DEPTH = 12;

    private final Call call;
    private final List<String> files = new ArrayList<>();
    private @Nullable Predicate<String> name;
    private boolean either;
    private int depth = MOST_DEPTH;
    private boolean folders;

    private FoundFiles(Call call) {
        this.call = call;
    }

    /** Their paths, as find prints them; none when nothing of the folders is known. */
    static List<String> of(Call call) {
        FoundFiles found = new FoundFiles(call);
        List<Word> words = call.invocation().words();
        List<String> starts = new ArrayList<>();
        int i = 0;
        for (; i < words.size(); i++) {
            String text = words.get(i).known().orElse(null);
            if (text == null || text.matches("[(!].*") || text.startsWith("-") && !text.matches("-[HLP]")) {
                break;
            }
            if (!text.startsWith("-")) {
                starts.add(text);
            }
        }
        found.either = words.stream()
                .anyMatch(word ->
                        word.known().filter(text -> text.matches("-o|-or")).isPresent());
        for (; i + 1 < words.size(); i++) {
            String value = words.get(i + 1).known().orElse("");
            switch (words.get(i).known().orElse("")) {
                case "-name" -> found.named(glob(value, 0), negated(words, i));
                case "-iname" -> found.named(glob(value, Pattern.CASE_INSENSITIVE), negated(words, i));
                case "-maxdepth" -> found.depth = value.matches("\\d{1,2}") ? Integer.parseInt(value) : MOST_DEPTH;
                case "-type" -> found.folders |= value.equals("d");
                default -> {
                    // another test
                }
            }
        }
        for (String start : starts) {
            Optional<String> absolute =
                    InstalledFiles.absolute(start, call.invocation().situation().directory());
            absolute.ifPresent(path -> found.walk(start, path, 0));
        }
        return found.folders ? List.of() : found.files;
    }

    private static boolean negated(List<Word> words, int at) {
        return words.get(at - 1)
                .known()
                .filter(text -> text.equals("!") || text.equals("-not"))
                .isPresent();
    }

    /** Several tests must all hold, unless {@code -o} stands among them; then any file may be met that one of them lets pass. */
    private void named(Pattern pattern, boolean negated) {
        Predicate<String> test = text -> pattern.matcher(text).matches() != negated;
        name = name == null ? test : either ? name.or(test) : name.and(test);
    }

    private static Pattern glob(String glob, int flags) {
        StringBuilder regex = new StringBuilder();
        for (char c : glob.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    private void walk(String shown, String path, int level) {
        if (files.size() == MOST_FILES) {
            return;
        }
        Sources.Kind kind = call.kind(path);
        if (kind == Sources.Kind.FILE && (name == null || name.test(path.substring(path.lastIndexOf('/') + 1)))) {
            files.add(shown);
        } else if (kind == Sources.Kind.FOLDER && level < depth) {
            for (String each : call.folder(path)) {
                walk(shown.endsWith("/") ? shown + each : shown + "/" + each, path + "/" + each, level + 1);
            }
        }
    }
}
