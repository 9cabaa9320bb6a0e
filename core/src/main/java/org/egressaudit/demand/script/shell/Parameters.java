package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Part;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Expands parameters: {@code $name}, {@code $1}, <code>${name:-word}</code> and their kin (bash(1), Parameter Expansion). */
final class Parameters {

    private static final Set<String> ONLY_THE_RUN = Set.of(
            "$",
            "!",
            "RANDOM",
            "SRANDOM",
            "SECONDS",
            "EPOCHSECONDS",
            "EPOCHREALTIME",
            "PPID",
            "BASHPID",
            "HOSTNAME",
            "UID",
            "EUID",
            "GROUPS",
            "HOSTTYPE",
            "MACHTYPE",
            "OSTYPE",
            "BASH_VERSION",
            "LINENO",
            "COLUMNS",
            "LINES");

    private final Interpreter interpreter;
    private final Expansion expansion;

    Parameters(Interpreter interpreter, Expansion expansion) {
        this.interpreter = interpreter;
        this.expansion = expansion;
    }

    /** The words of a list parameter ({@code $@}, <code>${a[@]}</code>); null for one that is a single word. */
    @Nullable
    List<Word> list(Part.Parameter parameter, Scope scope) {
        if (parameter.prefix().equals("#")) {
            return null;
        }
        List<Word> words;
        ShellWord subscript = parameter.subscript();
        String key = subscript == null ? null : subscript.constant();
        if (parameter.name().equals("@") || parameter.name().equals("*")) {
            words = scope.positional;
        } else if (key != null && (key.equals("@") || key.equals("*"))) {
            Variable variable = scope.variable(parameter.name());
            if (variable == null) {
                return scope.incomplete ? List.of(unset(parameter, scope)) : List.of();
            }
            if (parameter.prefix().equals("!")) {
                return variable.elements().keySet().stream()
                        .map(name -> (Word) new Word.Known(name, parameter.span(), parameter.span(), Certainty.DERIVED))
                        .toList();
            }
            words = variable.all();
        } else {
            return null;
        }
        if (parameter.operator().equals(":") && parameter.argument() != null) {
            return slice(words, parameter, scope);
        }
        if (parameter.operator().isEmpty()) {
            return words;
        }
        if (words.isEmpty() && parameter.operator().endsWith("-") && parameter.argument() != null) {
            return expansion.words(List.of(parameter.argument()), scope);
        }
        Function<String, @Nullable String> change = change(parameter, scope);
        return change == null
                ? words
                : words.stream().map(word -> mapped(word, change, parameter)).toList();
    }

    private List<Word> slice(List<Word> words, Part.Parameter parameter, Scope scope) {
        Long from = parameter.argument() == null ? null : expansion.arithmetic(parameter.argument(), scope);
        Long count = parameter.second() == null ? null : expansion.arithmetic(parameter.second(), scope);
        if (from == null) {
            return words;
        }
        // ${@:1} begins at $1, ${a[@]:1} at the second element
        int base = parameter.name().equals("@") || parameter.name().equals("*") ? 1 : 0;
        int start = (int) Math.max(0, Math.min(words.size(), from < 0 ? words.size() + from : from - base));
        int end = count == null ? words.size() : (int) Math.max(start, Math.min(words.size(), start + count));
        return words.subList(start, end);
    }

    /** The value of a parameter that is one word. */
    Word value(Part.Parameter parameter, Scope scope) {
        if (parameter.prefix().equals("#")) {
            return length(parameter, scope);
        }
        String name = parameter.name();
        if (parameter.prefix().equals("!")) {
            Word target = plain(name, parameter, scope);
            if (target == null || target.known().isEmpty()) {
                return unset(parameter, scope);
            }
            name = target.known().get();
        }
        Word value = plain(name, parameter, scope);
        String operator = parameter.operator();
        return switch (operator) {
            case "" ->
                value == null
                        ? unset(parameter, scope)
                        : plainly(value, name, scope).standingAt(parameter.span());
            case ":-", "-", ":=", "=", ":?", "?", ":+", "+" -> conditional(value, operator, name, parameter, scope);
            default -> {
                if (value == null) {
                    yield unset(parameter, scope);
                }
                Function<String, @Nullable String> change = change(parameter, scope);
                yield change == null
                        ? new Word.Unknown(
                                parameter.source(), "only the run will know how it is changed", parameter.span())
                        : mapped(value, change, parameter);
            }
        };
    }

    private Word length(Part.Parameter parameter, Scope scope) {
        List<Word> words = list(
                new Part.Parameter(
                        parameter.name(),
                        parameter.subscript(),
                        "",
                        "",
                        null,
                        null,
                        parameter.source(),
                        parameter.span()),
                scope);
        String length = words != null
                ? Integer.toString(words.size())
                : java.util.Optional.ofNullable(plain(parameter.name(), parameter, scope))
                        .flatMap(Word::known)
                        .map(text -> Integer.toString(text.length()))
                        .orElse(null);
        return length == null
                ? new Word.Unknown(parameter.source(), "only the run will know its length", parameter.span())
                : new Word.Known(length, parameter.span(), parameter.span(), Certainty.DERIVED);
    }

    /** The value without any operator; null when it is not set. */
    private @Nullable Word plain(String name, Part.Parameter parameter, Scope scope) {
        if (name.matches("[0-9]+")) {
            int number = Integer.parseInt(name.length() > 6 ? "999999" : name);
            if (number == 0) {
                return scriptName(parameter.span());
            }
            return number <= scope.positional.size()
                    ? scope.positional.get(number - 1)
                    : scope.positional.stream().allMatch(Parameters::isOne) ? known("", parameter) : null;
        }
        switch (name) {
            case "#" -> {
                return known(Integer.toString(scope.positional.size()), parameter);
            }
            case "?" -> {
                Integer status = scope.status;
                return status == null
                        ? new Word.Unknown("$?", "only the run will know the exit status", parameter.span())
                        : known(status.toString(), parameter);
            }
            case "-" -> {
                return known("", parameter);
            }
            case "PWD" -> {
                return scope.directory == null ? null : known(scope.directory, parameter);
            }
            case "BASH_SOURCE" -> {
                return scriptName(parameter.span());
            }
            default -> {
                // a variable of the script's own
            }
        }
        Variable variable = scope.variable(name);
        if (variable == null) {
            return ONLY_THE_RUN.contains(name) ? unknown(parameter) : null;
        }
        ShellWord subscript = parameter.subscript();
        if (subscript == null) {
            Word first = variable.elements().get("0");
            return first == null && !variable.elements().isEmpty()
                    ? variable.all().get(0)
                    : first;
        }
        String key = interpreter.subscript(subscript, name, scope);
        if (key.startsWith("-") && key.length() < 6 && key.matches("-\\d+")) {
            int index = variable.elements().size() + Integer.parseInt(key);
            return index >= 0 ? variable.all().get(index) : null;
        }
        Word element = variable.elements().get(key);
        boolean number = key.matches("\\d+");
        boolean associative = variable.elements().keySet().stream().anyMatch(each -> !each.matches("\\d+"));
        // a subscript that only the run will know may mean any element
        return element != null || number || associative && !key.contains("$")
                ? element
                : Word.several(variable.all(), parameter.span());
    }

    /** Whether an argument is surely one: of a text that only the run will know there may be several, or none. */
    private static boolean isOne(Word word) {
        return word.options().stream().noneMatch(Word.Unknown.class::isInstance);
    }

    private @Nullable Word scriptName(Span span) {
        String path = interpreter.program().path();
        return path == null ? null : new Word.Known(path, span, span, Certainty.DERIVED);
    }

    private static Word known(String text, Part.Parameter parameter) {
        return new Word.Known(text, parameter.span(), parameter.span(), Certainty.DERIVED);
    }

    private static Word unknown(Part.Parameter parameter) {
        return new Word.Unknown(parameter.source(), "only the run will know it", parameter.span());
    }

    /** A name that nothing in sight sets. */
    private static Word unset(Part.Parameter parameter, Scope scope) {
        boolean positional = parameter.name().matches("[0-9]+|[@*]");
        return new Word.Unknown(
                parameter.source(),
                positional
                        ? "it may be among arguments that only the run will know; declare what it reaches"
                        : scope.incomplete
                                ? "a file that may set " + parameter.name() + " is not in the project; add it"
                                : "nothing here sets " + parameter.name() + "; set it in the crontab or the script",
                parameter.span());
    }

    private Word conditional(
            @Nullable Word value, String operator, String name, Part.Parameter parameter, Scope scope) {
        boolean emptyToo = operator.startsWith(":");
        char kind = operator.charAt(operator.length() - 1);
        Boolean set = isPerhapsUnset(name, scope) ? null : set(value, emptyToo);
        if (kind == '+') {
            Word other = argument(parameter, scope);
            Word nothing = Word.Known.literal("", parameter.span());
            return set == null ? Word.several(List.of(other, nothing), parameter.span()) : set ? other : nothing;
        }
        if (value != null && Boolean.TRUE.equals(set)) {
            return value.standingAt(parameter.span());
        }
        if (kind == '?') {
            return value == null ? unset(parameter, scope) : value.standingAt(parameter.span());
        }
        Word fallback = asDefault(argument(parameter, scope), parameter.span());
        if (value == null && fallback.known().filter(String::isEmpty).isPresent()) {
            // an empty fallback is none: a job that reaches something by the variable gets it from somewhere
            return unset(parameter, scope);
        }
        Word either =
                value == null || set != null ? fallback : Word.several(List.of(value, fallback), parameter.span());
        if (kind == '=') {
            scope.set(name, either);
        }
        return either;
    }

    private Word argument(Part.Parameter parameter, Scope scope) {
        return parameter.argument() == null
                ? Word.Known.literal("", parameter.span())
                : expansion.word(parameter.argument(), scope);
    }

    private static Word asDefault(Word word, Span span) {
        List<Word> options = new ArrayList<>();
        for (Word option : word.options()) {
            options.add(
                    option instanceof Word.Known known
                            ? new Word.Known(known.text(), span, known.origin(), Certainty.DEFAULT)
                            : option.standingAt(span));
        }
        return Word.several(options, span);
    }

    private static Word plainly(Word value, String name, Scope scope) {
        return scope.asking && isPerhapsUnset(name, scope) ? Scope.orEmpty(value) : value;
    }

    private static boolean isPerhapsUnset(String name, Scope scope) {
        Variable variable = scope.variable(name);
        return variable != null && variable.perhapsUnset();
    }

    /** Whether it is set, and not empty where that is asked; null when only the run will know. */
    private static @Nullable Boolean set(@Nullable Word value, boolean emptyToo) {
        if (value == null) {
            return false;
        }
        if (value instanceof Word.Joined) {
            return true;
        }
        if (value instanceof Word.Known known) {
            return !emptyToo || !known.text().isEmpty();
        }
        if (value instanceof Word.Several several) {
            boolean all = several.options().stream().allMatch(option -> Boolean.TRUE.equals(set(option, emptyToo)));
            return all ? (Boolean) true : null;
        }
        return emptyToo ? null : (Boolean) true;
    }

    /** What an operator does to text; null when only the run will know. */
    private @Nullable Function<String, @Nullable String> change(Part.Parameter parameter, Scope scope) {
        String operator = parameter.operator();
        if (operator.equals(":")) {
            return substring(parameter, scope);
        }
        if (operator.startsWith("^") || operator.startsWith(",")) {
            boolean upper = operator.startsWith("^");
            boolean all = operator.length() > 1;
            return text -> {
                int end = all ? text.length() : Math.min(1, text.length());
                String head = text.substring(0, end);
                return (upper ? head.toUpperCase(Locale.ROOT) : head.toLowerCase(Locale.ROOT)) + text.substring(end);
            };
        }
        String glob = parameter.argument() == null ? "" : expansion.pattern(parameter.argument(), scope);
        if (glob == null) {
            return null;
        }
        switch (operator) {
            case "#" -> {
                return text -> Patterns.withoutPrefix(text, glob, false);
            }
            case "##" -> {
                return text -> Patterns.withoutPrefix(text, glob, true);
            }
            case "%" -> {
                return text -> Patterns.withoutSuffix(text, glob, false);
            }
            case "%%" -> {
                return text -> Patterns.withoutSuffix(text, glob, true);
            }
            default -> {
                // the replacements below, and @Q and its kin
            }
        }
        if (operator.startsWith("/")) {
            String by = parameter.second() == null
                    ? ""
                    : expansion.word(parameter.second(), scope).known().orElse(null);
            boolean every = operator.equals("//");
            String anchored = operator.equals("/#") ? "#" + glob : operator.equals("/%") ? "%" + glob : glob;
            return by == null ? null : text -> Patterns.replaced(text, anchored, by, every);
        }
        return operator.startsWith("@") ? text -> text : null;
    }

    private @Nullable Function<String, @Nullable String> substring(Part.Parameter parameter, Scope scope) {
        Long from = parameter.argument() == null ? null : expansion.arithmetic(parameter.argument(), scope);
        Long length = parameter.second() == null ? null : expansion.arithmetic(parameter.second(), scope);
        if (from == null || parameter.second() != null && length == null) {
            return null;
        }
        return text -> {
            int start = (int) Math.max(0, Math.min(text.length(), from < 0 ? text.length() + from : from));
            long end = length == null ? text.length() : length < 0 ? text.length() + length : start + length;
            return text.substring(start, (int) Math.max(start, Math.min(text.length(), end)));
        };
    }

    private static Word mapped(Word value, Function<String, @Nullable String> change, Part.Parameter parameter) {
        List<Word> options = new ArrayList<>();
        for (Word option : value.options()) {
            options.add(
                    option instanceof Word.Known known
                            ? mapped(known, change, parameter)
                            : new Word.Unknown(parameter.source(), reason(option), parameter.span()));
        }
        return Word.several(options, parameter.span());
    }

    private static Word mapped(Word.Known known, Function<String, @Nullable String> change, Part.Parameter parameter) {
        String text = change.apply(known.text());
        return text == null
                ? new Word.Unknown(
                        parameter.source(),
                        "the text is longer than " + Word.MOST_TEXT + " characters",
                        parameter.span())
                : new Word.Known(
                        text,
                        parameter.span(),
                        known.origin(),
                        known.certainty().and(Certainty.DERIVED));
    }

    private static String reason(Word word) {
        if (word instanceof Word.Unknown unknown) {
            return unknown.reason();
        }
        return word instanceof Word.Joined joined
                ? joined.parts().stream()
                        .filter(Word.Unknown.class::isInstance)
                        .map(part -> ((Word.Unknown) part).reason())
                        .findFirst()
                        .orElse("only the run will know it")
                : "only the run will know it";
    }
}
