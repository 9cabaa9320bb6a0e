package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.InstalledFiles;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Assignment;
import org.egressaudit.demand.script.shell.syntax.Command;
import org.egressaudit.demand.script.shell.syntax.Part;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Commands of the shell itself (XCU 2.14 and 2.15, bash(1) SHELL BUILTIN COMMANDS). */
final class Builtins {

    private static final Set<String> DECLARING = Set.of("export", "readonly", "declare", "typeset", "local", "integer");

    private static final Set<String> NAMES = Set.of(
            ":",
            "true",
            "false",
            "echo",
            "printf",
            "cd",
            "chdir",
            "pushd",
            "popd",
            "pwd",
            "exit",
            "return",
            "break",
            "continue",
            "shift",
            "set",
            "unset",
            "eval",
            ".",
            "source",
            "exec",
            "command",
            "builtin",
            "read",
            "mapfile",
            "readarray",
            "test",
            "[",
            "trap",
            "wait",
            "let",
            "getopts",
            "alias",
            "unalias",
            "umask",
            "ulimit",
            "type",
            "which",
            "hash",
            "times",
            "shopt",
            "enable",
            "jobs",
            "bg",
            "fg",
            "disown",
            "dirs",
            "history",
            "setopt",
            "emulate",
            "autoload",
            "zmodload",
            "complete",
            "bind",
            "caller",
            "suspend",
            "logout");

    private final Interpreter interpreter;

    Builtins(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Whether a command declares variables, so that its arguments are assignments. */
    static boolean declares(String name) {
        return DECLARING.contains(name);
    }

    boolean has(String name) {
        return NAMES.contains(name);
    }

    Flow run(String name, List<Word> words, Span span, Scope scope) {
        List<Word> arguments = words.subList(1, words.size());
        scope.status =
                scope.status == null || !name.equals("exit") && !name.equals("return") ? (Integer) 0 : scope.status;
        switch (name) {
            case "false" -> scope.status = 1;
            case "echo" -> {
                interpreter.execution().prints(scope.output());
                echo(arguments, span, scope);
            }
            case "printf" -> {
                interpreter.execution().prints(scope.output());
                printf(arguments, span, scope);
            }
            case "cd", "chdir", "pushd" -> changeDirectory(arguments, scope);
            case "popd" -> scope.directory = null;
            case "pwd" ->
                scope.print(
                        scope.directory == null
                                ? new Word.Unknown("pwd", "only the run will know the directory", span)
                                : new Word.Known(scope.directory, span, span, Certainty.DERIVED));
            case "exit" -> {
                return exit(arguments, scope, Flow.EXIT);
            }
            case "return" -> {
                return exit(arguments, scope, Flow.RETURN);
            }
            case "break" -> {
                return Flow.BREAK;
            }
            case "continue" -> {
                return Flow.CONTINUE;
            }
            case "shift" -> shift(arguments, scope);
            case "set" -> set(arguments, scope);
            case "unset" -> unset(arguments, scope);
            case "eval" -> {
                return arguments.isEmpty() ? Flow.NEXT : interpreter.evaluate(joined(arguments, span), scope);
            }
            case ".", "source" -> {
                return source(arguments, span, scope);
            }
            case "exec" -> {
                List<Word> command = withoutOptions(arguments);
                if (command.isEmpty()) {
                    return Flow.NEXT;
                }
                interpreter.external(command, span, scope);
                return Flow.EXIT;
            }
            case "command", "builtin" -> {
                return command(arguments, span, scope);
            }
            case "read" -> read(arguments, span, scope);
            case "mapfile", "readarray" -> readArray(arguments, span, scope);
            case "test" -> scope.status = Tests.status(new Tests(interpreter, scope).holds(arguments));
            case "[" ->
                scope.status = Tests.status(new Tests(interpreter, scope)
                        .holds(arguments.isEmpty() ? arguments : arguments.subList(0, arguments.size() - 1)));
            case "trap" -> trap(arguments, scope);
            case "let" -> {
                Long value = arguments.isEmpty()
                        ? null
                        : arguments
                                .get(arguments.size() - 1)
                                .known()
                                .map(text -> new Arithmetic(text, scope).value())
                                .orElse(null);
                scope.status = value == null ? null : value != 0 ? (Integer) 0 : (Integer) 1;
            }
            case "getopts" -> getOptions(arguments, span, scope);
            case "hash" -> scope.status = null;
            case "type", "which" -> where(arguments, span, scope);
            default -> {
                // changes nothing that a need depends on
            }
        }
        return Flow.NEXT;
    }

    private static Word joined(List<Word> words, Span span) {
        List<Word> parts = new ArrayList<>();
        for (Word word : words) {
            if (!parts.isEmpty()) {
                parts.add(Word.Known.literal(" ", word.span()));
            }
            parts.add(word);
        }
        return Word.join(parts, span);
    }

    private static List<Word> withoutOptions(List<Word> words) {
        int from = 0;
        while (from < words.size()
                && words.get(from).known().filter(text -> text.startsWith("-")).isPresent()) {
            boolean takesName = words.get(from).known().filter("-a"::equals).isPresent();
            from += takesName ? 2 : 1;
        }
        return words.subList(Math.min(from, words.size()), words.size());
    }

    private static void echo(List<Word> arguments, Span span, Scope scope) {
        int from = 0;
        boolean newline = true;
        boolean escapes = false;
        while (from < arguments.size()
                && arguments
                        .get(from)
                        .known()
                        .filter(text -> text.matches("-[neE]+"))
                        .isPresent()) {
            String option = arguments.get(from).known().orElse("");
            newline &= option.indexOf('n') < 0;
            escapes |= option.indexOf('e') >= 0;
            from++;
        }
        Word text = joined(arguments.subList(from, arguments.size()), span);
        if (escapes && text instanceof Word.Known known) {
            text = new Word.Known(Printf.unescaped(known.text()), known.span(), known.origin(), known.certainty());
        }
        scope.print(newline ? Word.join(List.of(text, Word.Known.literal("\n", span)), span) : text);
    }

    private static void printf(List<Word> arguments, Span span, Scope scope) {
        List<Word> words = arguments;
        if (words.size() > 2 && words.get(0).known().filter("-v"::equals).isPresent()) {
            String name = words.get(1).known().orElse("");
            scope.set(name, Printf.format(words.subList(2, words.size()), span));
            return;
        }
        if (!words.isEmpty() && words.get(0).known().filter("--"::equals).isPresent()) {
            words = words.subList(1, words.size());
        }
        scope.print(Printf.format(words, span));
    }

    private void changeDirectory(List<Word> arguments, Scope scope) {
        List<Word> operands = arguments.stream()
                .filter(word ->
                        word.known().filter(text -> text.matches("-[LPe@]+|--")).isEmpty())
                .toList();
        String path;
        if (operands.isEmpty()) {
            Variable home = scope.variable("HOME");
            path = home == null ? null : home.all().get(0).known().orElse(null);
        } else {
            path = operands.get(0).known().orElse(null);
        }
        if (path == null || path.equals("-")) {
            scope.directory = null;
        } else if (path.startsWith("/")) {
            scope.directory = path;
        } else {
            scope.directory = scope.directory == null ? null : scope.directory + "/" + path;
        }
        if (scope.directory != null) {
            scope.directory = java.nio.file.Path.of("/")
                    .resolve(sane(scope.directory))
                    .normalize()
                    .toString();
        }
    }

    private static String sane(String path) {
        return path.replace("\0", "");
    }

    private static Flow exit(List<Word> arguments, Scope scope, Flow flow) {
        if (!arguments.isEmpty()) {
            String status = arguments.get(0).known().orElse(null);
            scope.status =
                    status != null && status.matches("\\d{1,9}") ? (Integer) (Integer.parseInt(status) & 255) : null;
        }
        return flow;
    }

    private static void shift(List<Word> arguments, Scope scope) {
        int count = arguments.isEmpty()
                ? 1
                : arguments
                        .get(0)
                        .known()
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(Integer::parseInt)
                        .orElse(1);
        scope.positional = new ArrayList<>(
                scope.positional.subList(Math.min(count, scope.positional.size()), scope.positional.size()));
        // an empty list is still something: only the run would say that nothing is left
        scope.status = 0;
    }

    private static void set(List<Word> arguments, Scope scope) {
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).known().orElse(null);
            if (text != null && text.equals("--")) {
                scope.positional = new ArrayList<>(arguments.subList(i + 1, arguments.size()));
                return;
            }
            if (text == null || !text.startsWith("-") && !text.startsWith("+")) {
                scope.positional = new ArrayList<>(arguments.subList(i, arguments.size()));
                return;
            }
            boolean on = text.startsWith("-");
            for (char letter : text.substring(1).toCharArray()) {
                String option = letter == 'o' && i + 1 < arguments.size()
                        ? arguments.get(++i).known().orElse(null)
                        : Options.name(letter);
                if (option != null && on) {
                    scope.options.add(option);
                } else if (option != null) {
                    scope.options.remove(option);
                }
            }
        }
    }

    private static void unset(List<Word> arguments, Scope scope) {
        for (Word word : arguments) {
            word.known().filter(name -> !name.startsWith("-")).ifPresent(name -> {
                scope.variables.remove(name);
                scope.functions.remove(name);
            });
        }
    }

    private Flow command(List<Word> arguments, Span span, Scope scope) {
        boolean asks = arguments.stream()
                .anyMatch(word ->
                        word.known().filter(text -> text.matches("-[vV]+")).isPresent());
        if (asks) {
            scope.status = null;
            scope.print(arguments.get(arguments.size() - 1));
            return Flow.NEXT;
        }
        List<Word> command = withoutOptions(arguments);
        if (command.isEmpty()) {
            return Flow.NEXT;
        }
        String name = command.get(0).known().orElse("");
        return has(name) ? run(name, command, span, scope) : interpreter.external(command, span, scope);
    }

    /** Where a program is: its name stands for its path, which only the run will know; of several any may be the one. */
    private static void where(List<Word> arguments, Span span, Scope scope) {
        scope.status = null;
        List<Word> names = arguments.stream()
                .filter(word ->
                        word.known().filter(text -> text.startsWith("-")).isEmpty())
                .toList();
        if (!names.isEmpty()) {
            Word end = Word.Known.literal("\n", span);
            scope.print(Word.several(
                    names.stream()
                            .map(name -> Word.join(List.of(name, end), span))
                            .toList(),
                    span));
        }
    }

    private Flow source(List<Word> arguments, Span span, Scope scope) {
        if (arguments.isEmpty()) {
            return Flow.NEXT;
        }
        Flow flow = Flow.NEXT;
        for (Word option : arguments.get(0).options()) {
            String path = option.known().orElse(null);
            org.egressaudit.text.Source file = path == null ? null : read(path, scope);
            Word written = interpreter.written().text(Expansion.path(option, scope), span);
            if (written != null && written.known().isPresent()) {
                flow = interpreter.evaluate(written, scope);
                continue;
            }
            if (file == null) {
                scope.incomplete = true;
                interpreter
                        .execution()
                        .report(Diagnostic.warning(
                                "script-missing",
                                option.span(),
                                "`" + Expansion.source(option)
                                        + "` is read into the script here, but it is not among the files of"
                                        + " this project; what it sets is not known"));
                continue;
            }
            flow = interpreter.source(file, arguments.subList(1, arguments.size()), span, scope);
        }
        return flow;
    }

    private org.egressaudit.text.@Nullable Source read(String path, Scope scope) {
        List<String> tried = new ArrayList<>();
        InstalledFiles.absolute(path, scope.directory).ifPresent(tried::add);
        if (!path.startsWith("/")) {
            Variable search = scope.variable("PATH");
            if (!path.contains("/") && search != null) {
                for (String folder : search.all().get(0).known().orElse("").split(":")) {
                    tried.add(folder + "/" + path);
                }
            }
        }
        for (String each : tried) {
            if (interpreter.execution().file(each) instanceof Sources.Content.Text text) {
                return text.source();
            }
        }
        return null;
    }

    private static void read(List<Word> arguments, Span span, Scope scope) {
        List<String> names = new ArrayList<>();
        boolean array = false;
        Input input = scope.input;
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).known().orElse("");
            if (text.matches("-[a-zA-Z]*u[0-9]{0,3}")) {
                String number = text.replaceFirst(".*u", "");
                String written = !number.isEmpty()
                        ? number
                        : i + 1 < arguments.size() ? arguments.get(++i).known().orElse("") : "";
                input = written.matches("[0-9]{1,3}") && !written.equals("0")
                        ? scope.descriptors.get(Integer.valueOf(written))
                        : input;
            } else if (text.matches("-[a-zA-Z]*[pdnNtia]")) {
                if (text.endsWith("a")) {
                    array = true;
                } else {
                    i++;
                }
            } else if (!text.startsWith("-") && !text.isEmpty()) {
                names.add(text);
            }
        }
        if (names.isEmpty()) {
            names.add("REPLY");
        }
        if (input == null) {
            for (String name : names) {
                scope.set(name, (Word) new Word.Unknown("$" + name, "only the run will know what is read here", span));
            }
            scope.status = null;
            return;
        }
        Word line = input.line();
        if (line == null) {
            scope.status = 1;
            return;
        }
        List<Word> fields = Fields.split(line, scope, array ? Integer.MAX_VALUE : names.size());
        if (array) {
            scope.set(names.get(0), Variable.of(fields, false));
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), i < fields.size() ? fields.get(i) : Word.Known.literal("", span));
        }
    }

    private static void readArray(List<Word> arguments, Span span, Scope scope) {
        String name = arguments.isEmpty()
                ? "MAPFILE"
                : arguments
                        .get(arguments.size() - 1)
                        .known()
                        .filter(text -> !text.startsWith("-"))
                        .orElse("MAPFILE");
        List<Word> lines = new ArrayList<>();
        if (scope.input == null) {
            lines.add(new Word.Unknown("${" + name + "[@]}", "only the run will know what is read here", span));
        } else {
            for (Word line = scope.input.line(); line != null && lines.size() < 1000; line = scope.input.line()) {
                lines.add(line);
            }
        }
        scope.set(name, Variable.of(lines, false));
    }

    private static void trap(List<Word> arguments, Scope scope) {
        List<Word> operands = arguments.stream()
                .filter(word -> word.known().filter("--"::equals).isEmpty())
                .toList();
        if (operands.size() < 2) {
            return;
        }
        for (Word signal : operands.subList(1, operands.size())) {
            String name = signal.known().orElse("").replaceFirst("^SIG", "");
            String kind = name.equals("0") ? "EXIT" : name;
            if (operands.get(0)
                    .known()
                    .filter(text -> text.equals("-") || text.isEmpty())
                    .isPresent()) {
                scope.traps.remove(kind);
            } else {
                scope.traps.put(kind, operands.get(0));
            }
        }
    }

    /** Options come from the arguments; which, is told when they are known. */
    private static void getOptions(List<Word> arguments, Span span, Scope scope) {
        if (arguments.size() < 2) {
            return;
        }
        String letters = arguments.get(0).known().orElse("");
        String name = arguments.get(1).known().orElse("opt");
        Variable index = scope.variable("OPTIND");
        int at = index == null
                ? 1
                : index.all()
                        .get(0)
                        .known()
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(Integer::parseInt)
                        .orElse(1);
        List<Word> given = arguments.size() > 2 ? arguments.subList(2, arguments.size()) : scope.positional;
        String word = at <= given.size() ? given.get(at - 1).known().orElse("") : "";
        if (!word.startsWith("-") || word.length() < 2 || word.equals("--")) {
            scope.status = 1;
            return;
        }
        String letter = word.substring(1, 2);
        scope.set(name, (Word) new Word.Known(letter, span, span, Certainty.DERIVED));
        int place = letters.indexOf(letter);
        boolean takes = place >= 0 && letters.startsWith(":", place + 1);
        if (takes && word.length() > 2) {
            Word whole = given.get(at - 1);
            scope.set(
                    "OPTARG", (Word) new Word.Known(word.substring(2), whole.span(), whole.span(), Certainty.DERIVED));
        } else if (takes && at < given.size()) {
            scope.set("OPTARG", given.get(at));
            at++;
        }
        scope.set("OPTIND", (Word) new Word.Known(Integer.toString(at + 1), span, span, Certainty.DERIVED));
        scope.status = 0;
    }

    /** {@code export}, {@code declare}, {@code local} and their kin: assignments, and what they mark. */
    Flow declare(String name, List<ShellWord> written, Scope scope) {
        boolean exports = name.equals("export");
        boolean functions = false;
        boolean local = name.equals("local");
        boolean associative = false;
        boolean array = false;
        for (ShellWord word : written.subList(1, written.size())) {
            String option = word.bare();
            if (option != null && option.matches("[-+][a-zA-Z]+")) {
                functions |= exports && option.equals("-f");
                exports |= option.startsWith("-") && option.indexOf('x') >= 0;
                associative |= option.indexOf('A') >= 0;
                array |= option.indexOf('a') >= 0;
                continue;
            }
            Command.Function function = functions && option != null ? scope.functions.get(option) : null;
            if (function != null) {
                // as bash hands it on, bash(1), "export -f"
                Word text = new Word.Known(function.text(), function.span(), function.span(), Certainty.DERIVED);
                scope.variables.put(ShellReader.EXPORTED + function.name(), Variable.of(text, true));
                continue;
            }
            Assignment assignment = assignment(word);
            if (assignment == null) {
                for (Word field : interpreter.expansion().words(List.of(word), scope)) {
                    declare(field, exports, scope);
                }
                continue;
            }
            if (local && !scope.hidden.containsKey(assignment.name())) {
                scope.hidden.put(assignment.name(), scope.variable(assignment.name()));
                scope.variables.remove(assignment.name());
            }
            boolean assigned = assignment.value() != NOTHING;
            if (assigned) {
                interpreter.assign(assignment, scope);
            } else if (array || associative) {
                scope.variables.putIfAbsent(assignment.name(), Variable.of(List.of(), false));
            } else if (local) {
                scope.set(assignment.name(), Word.Known.literal("", word.span()));
            }
            Variable variable = scope.variable(assignment.name());
            if (exports && variable != null) {
                scope.variables.put(assignment.name(), variable.export());
            }
        }
        scope.status = 0;
        return Flow.NEXT;
    }

    /** A word that only its expansion tells: {@code export $(cat .env)}, {@code export "$name=$value"}. */
    private static void declare(Word field, boolean exports, Scope scope) {
        OpenText open = OpenText.of(field);
        Matcher named = NAMED.matcher(open.text());
        if (!named.matches()) {
            return;
        }
        String name = named.group(1);
        if (named.group(2) != null) {
            scope.set(name, open.part(named.end(1) + 1, open.text().length()));
        }
        Variable variable = scope.variable(name);
        if (exports && variable != null) {
            scope.variables.put(name, variable.export());
        }
    }

    private static final Pattern NAMED = Pattern.compile("([A-Za-z_]\\w*)(=.*)?", Pattern.DOTALL);

    private static final ShellWord NOTHING = new ShellWord(List.of(), "", Span.wholeFile("nothing"));

    /** {@code name=value} as a word; a name alone has {@link #NOTHING}; null for what only its expansion tells. */
    private static @Nullable Assignment assignment(ShellWord word) {
        if (word.parts().isEmpty() || !(word.parts().get(0) instanceof Part.Literal first)) {
            return null;
        }
        String text = first.text();
        int equals = text.indexOf('=');
        if (equals < 0) {
            return word.parts().size() == 1 && text.matches("[A-Za-z_]\\w*")
                    ? new Assignment(text, null, false, NOTHING, word.span())
                    : null;
        }
        boolean append = equals > 0 && text.charAt(equals - 1) == '+';
        String name = text.substring(0, append ? equals - 1 : equals);
        if (!name.matches("[A-Za-z_]\\w*")) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        Span at = first.span();
        Span rest = at.line() == at.endLine()
                ? Span.of(at.file(), at.line(), Math.min(at.column() + equals + 1, at.endColumn()), at.endColumn())
                : at;
        if (equals + 1 < text.length()) {
            parts.add(new Part.Literal(text.substring(equals + 1), rest));
        }
        parts.addAll(word.parts().subList(1, word.parts().size()));
        Span value = parts.isEmpty() ? rest : parts.get(0).span().to(word.span());
        return new Assignment(name, null, append, new ShellWord(parts, word.source(), value), word.span());
    }
}
