package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.BoundedText;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Plain text tools on known text: what they print is known then too. */
final class TextTools {

    private interface Tool {
        /** What is printed; null when this use of the tool is not followed. */
        @Nullable
        String print(List<String> arguments, String input);
    }

    private static final Map<String, Tool> FILTERS = Map.ofEntries(
            Map.entry("cat", (arguments, input) -> input),
            Map.entry("tr", TextTools::translate),
            Map.entry("cut", TextTools::cut),
            Map.entry("head", (arguments, input) -> some(arguments, input, true)),
            Map.entry("tail", (arguments, input) -> some(arguments, input, false)),
            Map.entry("sed", Sed::run),
            Map.entry("awk", Awk::run),
            Map.entry("grep", TextTools::select),
            Map.entry("sort", (arguments, input) -> sorted(arguments, input, false)),
            Map.entry("uniq", (arguments, input) -> sorted(arguments, input, true)),
            Map.entry("jq", Jq::jq),
            Map.entry("yq", Jq::yq));

    /** Those whose first operand is no file. */
    private static final Set<String> PROGRAMMED = Set.of("sed", "awk", "grep", "tr", "jq", "yq");

    /** {@code -s}, then {@code -d} or {@code -f} with a value in the same word or the next. */
    private static final Pattern CUT_OPTION = Pattern.compile("-(s*)(?:([df])(.*))?", Pattern.DOTALL);

    private static final int MOST_NUMBERS = 256;

    /** Other names of the same. */
    private static final Map<String, String> ALSO =
            Map.of("gawk", "awk", "mawk", "awk", "egrep", "grep", "fgrep", "grep", "gsed", "sed");

    private TextTools() {}

    /** The output of a tool on known text; null when the command is no such tool, or the text is not known. */
    static @Nullable Word output(List<Word> words, Scope scope, Expansion expansion) {
        return BoundedText.answer(() -> computed(words, scope, expansion));
    }

    private static @Nullable Word computed(List<Word> words, Scope scope, Expansion expansion) {
        String name = words.get(0).known().orElse("");
        String tool = name.substring(name.lastIndexOf('/') + 1);
        if (tool.equals("mktemp")) {
            return temporary(words);
        }
        if (tool.equals("seq")) {
            return sequence(words);
        }
        if (tool.equals("shuf")) {
            return shuffled(words, scope, expansion);
        }
        if (tool.equals("uname")) {
            boolean kernel = words.size() == 1
                    || words.size() == 2
                            && words.get(1).known().filter("-s"::equals).isPresent();
            return kernel ? word("Linux\n", words.get(0)) : null;
        }
        boolean path =
                tool.equals("basename") || tool.equals("dirname") || tool.equals("realpath") || tool.equals("readlink");
        boolean gathers = tool.equals("xargs");
        if (!path && !gathers && !FILTERS.containsKey(ALSO.getOrDefault(tool, tool))) {
            return null;
        }
        List<String> arguments = new ArrayList<>();
        for (Word word : words.subList(1, words.size())) {
            String text = word.known().orElse(null);
            if (text == null) {
                return null;
            }
            arguments.add(text);
        }
        if (path) {
            return path(tool, arguments, words, scope);
        }
        if (gathers) {
            return gathered(arguments, words, scope);
        }
        if (tool.equals("egrep")) {
            arguments.add(0, "-E");
        } else if (tool.equals("fgrep")) {
            arguments.add(0, "-F");
        }
        return filtered(ALSO.getOrDefault(tool, tool), arguments, words, scope, expansion);
    }

    /** shuf(1): the lines, in an order that does not matter here; of one alone, each may be it. */
    private static @Nullable Word shuffled(List<Word> words, Scope scope, Expansion expansion) {
        List<String> operands = new ArrayList<>();
        boolean echoes = false;
        boolean one = false;
        for (int i = 1; i < words.size(); i++) {
            String text = words.get(i).known().orElse(null);
            if (text == null) {
                return null;
            }
            if (text.equals("-n") && i + 1 < words.size()) {
                one = words.get(++i).known().filter("1"::equals).isPresent();
            } else if (text.startsWith("-n")) {
                one = text.equals("-n1");
            } else if (text.equals("-e") || text.equals("--echo")) {
                echoes = true;
            } else if (text.matches("-[re]+e?|-en1")) {
                echoes |= text.indexOf('e') >= 0;
                one |= text.endsWith("n1");
            } else if (text.startsWith("-")) {
                return null;
            } else {
                operands.add(text);
            }
        }
        Word lines = echoes
                ? word(String.join("\n", operands) + "\n", words.get(0))
                : filtered("cat", operands, words, scope, expansion);
        String known = lines == null ? null : lines.known().orElse(null);
        if (known == null || !one) {
            return lines;
        }
        List<Word> each = new ArrayList<>();
        known.lines().forEach(line -> each.add(word(line + "\n", words.get(0))));
        return each.isEmpty() ? lines : Word.several(each, words.get(0).span());
    }

    /** The numbers that seq(1) prints, whole ones, as long as they are few. */
    private static @Nullable Word sequence(List<Word> words) {
        List<Integer> numbers = new ArrayList<>();
        boolean padded = false;
        for (Word word : words.subList(1, words.size())) {
            String text = word.known().orElse("?");
            if (text.equals("-w")) {
                padded = true;
            } else if (text.matches("-?\\d{1,6}")) {
                numbers.add(Integer.parseInt(text));
            } else {
                return null;
            }
        }
        if (numbers.isEmpty() || numbers.size() > 3) {
            return null;
        }
        int first = numbers.size() == 1 ? 1 : numbers.get(0);
        int step = numbers.size() == 3 ? numbers.get(1) : 1;
        int last = numbers.get(numbers.size() - 1);
        if (step == 0 || (last - first) / step > MOST_NUMBERS) {
            return null;
        }
        int width = padded
                ? Math.max(
                        Integer.toString(first).length(), Integer.toString(last).length())
                : 1;
        StringBuilder printed = new StringBuilder();
        for (int i = first; step > 0 ? i <= last : i >= last; i += step) {
            printed.append(String.format("%0" + width + "d", i)).append('\n');
        }
        return word(printed.toString(), words.get(0));
    }

    /** The name mktemp(1) prints, its random letters left as the template has them. */
    private static @Nullable Word temporary(List<Word> words) {
        String folder = "/tmp";
        String template = "tmp.XXXXXXXXXX";
        boolean inFolder = true;
        for (int i = 1; i < words.size(); i++) {
            String text = words.get(i).known().orElse(null);
            if (text == null) {
                return null;
            }
            if (text.equals("-p") && i + 1 < words.size()) {
                folder = words.get(++i).known().orElse(folder);
            } else if (text.startsWith("--tmpdir=")) {
                folder = text.substring("--tmpdir=".length());
            } else if (!text.startsWith("-")) {
                template = text;
                inFolder = text.indexOf('X') < 0
                        || words.stream()
                                .anyMatch(word -> word.known()
                                        .filter(option -> option.matches("-[dqu]*[tp]|--tmpdir.*"))
                                        .isPresent());
            }
        }
        return word((inFolder ? folder + "/" : "") + template + "\n", words.get(0));
    }

    private static @Nullable Word path(String tool, List<String> arguments, List<Word> words, Scope scope) {
        List<String> operands =
                arguments.stream().filter(text -> !text.startsWith("-")).toList();
        if (operands.isEmpty()) {
            return null;
        }
        String text = operands.get(0);
        String trimmed = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        int slash = trimmed.lastIndexOf('/');
        String printed = switch (tool) {
            case "basename" -> {
                String base = trimmed.substring(slash + 1);
                String suffix = operands.size() > 1 ? operands.get(1) : "";
                yield !suffix.isEmpty() && base.endsWith(suffix) && !base.equals(suffix)
                        ? base.substring(0, base.length() - suffix.length())
                        : base;
            }
            case "dirname" -> slash < 0 ? "." : slash == 0 ? "/" : trimmed.substring(0, slash);
            default -> text.startsWith("/") ? text : scope.directory == null ? null : scope.directory + "/" + text;
        };
        return printed == null ? null : word(printed + "\n", words.get(1));
    }

    private static Word word(String text, Word like) {
        var origin = like instanceof Word.Known known ? known.origin() : like.span();
        return new Word.Known(text, like.span(), origin, Certainty.DERIVED);
    }

    private static @Nullable Word gathered(List<String> arguments, List<Word> words, Scope scope) {
        if (scope.input == null || !(scope.input.whole() instanceof Word.Known text)) {
            return null;
        }
        String printed = gathered(arguments, text.text());
        return printed == null ? null : new Word.Known(printed, words.get(0).span(), text.origin(), Certainty.DERIVED);
    }

    private static @Nullable Word filtered(
            String tool, List<String> arguments, List<Word> words, Scope scope, Expansion expansion) {
        int programs = PROGRAMMED.contains(tool) ? 1 : 0;
        List<String> files = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i);
            boolean option = text.startsWith("-") && text.length() > 1;
            if (option) {
                rest.add(text);
                String valued = tool.equals("grep") ? "-[em]" : tool.equals("sed") ? "-[nrE]*e" : "-s*[dfnFcev]";
                if (!tool.equals("cat") && text.matches(valued) && i + 1 < arguments.size()) {
                    rest.add(arguments.get(++i));
                    programs = text.endsWith("e") ? 0 : programs;
                }
            } else if (programs > 0) {
                rest.add(text);
                // yq of Mike Farah: the command eval before the program
                programs -= tool.equals("yq") && text.matches("e|eval|r") ? 0 : 1;
            } else if (tool.equals("tr")) {
                rest.add(text);
            } else {
                files.add(text);
            }
        }
        Input input = scope.input;
        if (!files.isEmpty()) {
            if (files.size() > 1) {
                return null;
            }
            input = expansion.file(word(files.get(0), words.get(0)), scope);
        }
        Word whole = input == null ? null : input.whole();
        if (!(whole instanceof Word.Known text)) {
            return tool.equals("cat") && rest.isEmpty()
                    ? whole
                    : ofAnyLine(tool, rest, whole, words.get(0).span());
        }
        String printed = Objects.requireNonNull(FILTERS.get(tool)).print(rest, text.text());
        if (printed == null) {
            return null;
        }
        if (printed.equals(text.text())) {
            return text;
        }
        return new Word.Known(printed, words.get(0).span(), text.origin(), Certainty.DERIVED);
    }

    /** What a tool makes of text that is not known, when it puts something that is around each line or a part of it. */
    private static @Nullable Word ofAnyLine(String tool, List<String> arguments, @Nullable Word input, Span place) {
        String printed =
                tool.equals("awk") ? Awk.ofAnyLine(arguments) : tool.equals("sed") ? Sed.ofAnyLine(arguments) : null;
        if (printed == null
                || input instanceof Word.Joined
                || printed.replace(OpenText.ANY, "").isBlank()) {
            return null;
        }
        Word line = input instanceof Word.Unknown
                ? input
                : new Word.Unknown("a line for " + tool, "only the run will know what is read here", place);
        return OpenText.filled(printed, line, place).whole();
    }

    /** The lines of a text, each without its end. */
    static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return Arrays.asList((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    }

    private static String unlines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static @Nullable String translate(List<String> arguments, String input) {
        if (arguments.size() == 2 && arguments.get(0).matches("-d|--delete")) {
            String set = set(arguments.get(1));
            return set == null
                    ? null
                    : input.chars()
                            .filter(c -> set.indexOf(c) < 0)
                            .mapToObj(c -> String.valueOf((char) c))
                            .collect(Collectors.joining());
        }
        if (arguments.size() != 2 || arguments.get(0).startsWith("-")) {
            return null;
        }
        String from = set(arguments.get(0));
        String to = set(arguments.get(1));
        if (from == null || to == null || to.isEmpty()) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (char c : input.toCharArray()) {
            int at = from.indexOf(c);
            out.append(at < 0 ? c : to.charAt(Math.min(at, to.length() - 1)));
        }
        return out.toString();
    }

    private static @Nullable String set(String text) {
        String plain =
                text.replace("[:upper:]", "A-Z").replace("[:lower:]", "a-z").replace("[:digit:]", "0-9");
        if (plain.contains("[:")) {
            return null;
        }
        String escaped = Printf.unescaped(plain);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (i + 2 < escaped.length() && escaped.charAt(i + 1) == '-' && escaped.charAt(i) < escaped.charAt(i + 2)) {
                for (char c = escaped.charAt(i); c <= escaped.charAt(i + 2); c++) {
                    out.append(c);
                }
                i += 2;
            } else {
                out.append(escaped.charAt(i));
            }
        }
        return out.toString();
    }

    private static @Nullable String cut(List<String> arguments, String input) {
        String delimiter = "\t";
        String fields = null;
        boolean only = false;
        for (int i = 0; i < arguments.size(); i++) {
            Matcher option = CUT_OPTION.matcher(arguments.get(i));
            if (!option.matches()) {
                return null;
            }
            only |= !option.group(1).isEmpty();
            String letter = option.group(2);
            if (letter != null) {
                String value = option.group(3);
                if (value.isEmpty() && i + 1 < arguments.size()) {
                    value = arguments.get(++i);
                }
                delimiter = letter.equals("d") ? value : delimiter;
                fields = letter.equals("f") ? value : fields;
            }
        }
        if (fields == null || !fields.matches("\\d{1,3}(-\\d{0,3})?") || delimiter.length() != 1) {
            return null;
        }
        int hyphen = fields.indexOf('-');
        int from = Integer.parseInt(hyphen < 0 ? fields : fields.substring(0, hyphen));
        int to = hyphen < 0
                ? from
                : hyphen == fields.length() - 1 ? Integer.MAX_VALUE : Integer.parseInt(fields.substring(hyphen + 1));
        List<String> out = new ArrayList<>();
        for (String line : lines(input)) {
            String[] parts = line.split(Pattern.quote(delimiter), -1);
            if (parts.length == 1 && only) {
                continue;
            }
            out.add(
                    parts.length == 1
                            ? line
                            : String.join(
                                    delimiter,
                                    Arrays.asList(parts)
                                            .subList(Math.min(from - 1, parts.length), Math.min(to, parts.length))));
        }
        return unlines(out);
    }

    private static @Nullable String some(List<String> arguments, String input, boolean head) {
        int count = 10;
        boolean from = false;
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i);
            String number =
                    text.equals("-n") && i + 1 < arguments.size() ? arguments.get(++i) : text.replaceFirst("^-n?", "");
            // tail -n +2: from the second line on; head -n -1: all but the last line
            from = number.startsWith(head ? "-" : "+");
            String plain = from ? number.substring(1) : number;
            if (!plain.matches("\\d{1,6}")) {
                return null;
            }
            count = Integer.parseInt(plain);
        }
        List<String> lines = lines(input);
        if (from) {
            int left = Math.min(head ? count : Math.max(0, count - 1), lines.size());
            return unlines(head ? lines.subList(0, lines.size() - left) : lines.subList(left, lines.size()));
        }
        int kept = Math.min(count, lines.size());
        return unlines(head ? lines.subList(0, kept) : lines.subList(lines.size() - kept, lines.size()));
    }

    private static @Nullable String select(List<String> arguments, String input) {
        boolean inverted = false;
        boolean fixed = false;
        boolean extended = false;
        boolean perl = false;
        boolean matched = false;
        boolean whole = false;
        boolean words = false;
        int flags = 0;
        int most = Integer.MAX_VALUE;
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i);
            if (text.matches("-m\\d{0,6}")) {
                String number =
                        text.length() > 2 ? text.substring(2) : i + 1 < arguments.size() ? arguments.get(++i) : "";
                if (!number.matches("\\d{1,6}")) {
                    return null;
                }
                most = Integer.parseInt(number);
            } else if (text.equals("-e") && i + 1 < arguments.size()) {
                expressions.add(arguments.get(++i));
            } else if (text.startsWith("-") && text.matches("-[vFEiwoPxhsarR]+")) {
                inverted |= text.indexOf('v') >= 0;
                fixed |= text.indexOf('F') >= 0;
                extended |= text.indexOf('E') >= 0;
                perl |= text.indexOf('P') >= 0;
                matched |= text.indexOf('o') >= 0;
                whole |= text.indexOf('x') >= 0;
                words |= text.indexOf('w') >= 0;
                flags |= text.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE : 0;
            } else if (text.startsWith("-")) {
                return null;
            } else {
                expressions.add(text);
            }
        }
        if (expressions.size() != 1) {
            return null;
        }
        String expression = expressions.get(0);
        Pattern pattern = fixed
                ? Pattern.compile(Pattern.quote(expression), flags)
                : perl ? Regex.perl(expression, flags) : Regex.of(expression, extended, flags);
        // what \\K cuts off is not what is matched
        if (pattern != null && words) {
            pattern = Regex.perl("(?<!\\w)(?:" + pattern.pattern() + ")(?!\\w)", flags);
        }
        if (pattern == null || matched && (inverted || expression.contains("\\K"))) {
            return null;
        }
        List<String> chosen = new ArrayList<>();
        int count = 0;
        for (String line : lines(input)) {
            var matcher = BoundedText.matcher(pattern, line);
            if ((whole ? matcher.matches() : matcher.find()) != inverted && count++ < most) {
                if (matched) {
                    matcher.reset()
                            .results()
                            .map(found -> found.group())
                            .filter(found -> !found.isEmpty())
                            .forEach(chosen::add);
                } else {
                    chosen.add(line);
                }
            }
        }
        return unlines(chosen);
    }

    /**
     * {@code xargs} without a command, or with {@code echo}: the words on one line. Quotes keep blanks together and go,
     * unless a delimiter is given (xargs(1)).
     */
    private static @Nullable String gathered(List<String> arguments, String input) {
        String delimiter = null;
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i);
            if (text.equals("-0") || text.equals("--null")) {
                delimiter = "\0";
            } else if (text.equals("-d") && i + 1 < arguments.size()) {
                delimiter = Printf.unescaped(arguments.get(++i));
            } else if (text.startsWith("-d") || text.startsWith("--delimiter=")) {
                delimiter = Printf.unescaped(text.replaceFirst("^(?:-d|--delimiter=)", ""));
            } else if (!text.matches("-r|--no-run-if-empty|-t|echo")) {
                return null;
            }
        }
        if (delimiter == null) {
            return String.join(" ", quoted(input)) + "\n";
        }
        return delimiter.length() == 1
                ? String.join(" ", Arrays.asList(input.split(Pattern.quote(delimiter)))) + "\n"
                : null;
    }

    private static List<String> quoted(String input) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '\\' && i + 1 < input.length()) {
                word.append(input.charAt(++i));
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static @Nullable String sorted(List<String> arguments, String input, boolean uniqueOnly) {
        if (!arguments.isEmpty() && !(arguments.size() == 1 && arguments.get(0).equals("-u"))) {
            return null;
        }
        List<String> lines = new ArrayList<>(lines(input));
        if (!uniqueOnly) {
            lines.sort(null);
        }
        boolean distinct = uniqueOnly || !arguments.isEmpty();
        return unlines(distinct ? lines.stream().distinct().toList() : lines);
    }
}
