package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.FilePatterns;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Part;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Expands words as XCU 2.6 says: braces, tilde, parameters, commands, arithmetic, fields, paths. */
final class Expansion {

    private static final Pattern BLANKS = Pattern.compile("[ \t\n]+");

    /** Ways of one command that are followed. */
    private static final int MOST_WAYS = 16;

    private final Interpreter interpreter;
    private final Parameters parameters;

    Expansion(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.parameters = new Parameters(interpreter, this);
    }

    /** A piece of an expanded word. */
    private record Piece(Word word, boolean splits, boolean fieldEnds) {}

    /** Words of a command, each perhaps becoming several or none. */
    List<Word> words(List<ShellWord> written, Scope scope) {
        List<Word> words = new ArrayList<>();
        for (ShellWord each : written) {
            for (ShellWord braced : Braces.expand(each)) {
                words.addAll(fields(pieces(braced.parts(), false, scope, true), braced, scope));
            }
        }
        return words;
    }

    /**
     * The ways in which the words of a command may turn out: several where an expansion that is not quoted has
     * possibilities of more than one field, or of none, such as options that are gathered in a variable, or a prefix that
     * is {@code echo} in a dry run and else empty.
     */
    List<List<Word>> ways(List<ShellWord> written, Scope scope) {
        List<List<Word>> ways = new ArrayList<>();
        ways.add(List.of());
        for (ShellWord each : written) {
            for (ShellWord braced : Braces.expand(each)) {
                List<List<Word>> ends = fieldsByWay(pieces(braced.parts(), false, scope, true), braced, scope);
                List<List<Word>> longer = new ArrayList<>();
                for (List<Word> way : ways) {
                    for (List<Word> end : ends) {
                        List<Word> whole = new ArrayList<>(way);
                        whole.addAll(end);
                        longer.add(whole);
                    }
                }
                ways = bounded(longer);
            }
        }
        return ways;
    }

    /** The first of them and the last, in which most is gathered. */
    private static List<List<Word>> bounded(List<List<Word>> ways) {
        if (ways.size() <= MOST_WAYS) {
            return ways;
        }
        List<List<Word>> some = new ArrayList<>(ways.subList(0, MOST_WAYS - 1));
        some.add(ways.get(ways.size() - 1));
        return some;
    }

    private List<List<Word>> fieldsByWay(List<Piece> pieces, ShellWord written, Scope scope) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            List<Word> options = piece.word().options();
            if (piece.splits()
                    && options.size() > 1
                    && options.stream().anyMatch(option -> split(option).size() != 1)) {
                List<List<Word>> ways = new ArrayList<>();
                for (Word option : options) {
                    List<Piece> chosen = new ArrayList<>(pieces);
                    chosen.set(i, new Piece(option, true, piece.fieldEnds()));
                    ways.addAll(fieldsByWay(chosen, written, scope));
                }
                return bounded(ways);
            }
        }
        return List.of(fields(pieces, written, scope));
    }

    /** One word as one: an assignment's value, a file to write to, a case's subject. */
    Word word(ShellWord written, Scope scope) {
        List<Word> parts = new ArrayList<>();
        for (Piece piece : pieces(written.parts(), false, scope, false)) {
            parts.add(piece.word());
        }
        return parts.isEmpty()
                ? Word.Known.literal("", written.span())
                : placed(Word.join(parts, written.span()), written);
    }

    /** Text that has a place in the call keeps it: the span of the whole word. */
    private static Word placed(Word word, ShellWord written) {
        return word instanceof Word.Known known && known.span().equals(written.span())
                ? known
                : word instanceof Word.Known known
                        ? new Word.Known(known.text(), written.span(), known.origin(), known.certainty())
                        : word;
    }

    private List<Piece> pieces(List<Part> parts, boolean quoted, Scope scope, boolean several) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!interpreter.execution().step()) {
                return pieces;
            }
            if (part instanceof Part.Literal literal) {
                pieces.add(new Piece(
                        i == 0 && !quoted ? tilde(literal, scope) : known(literal.text(), literal.span()),
                        false,
                        false));
            } else if (part instanceof Part.Quoted text) {
                pieces.add(new Piece(known(text.text(), text.span()), false, false));
            } else if (part instanceof Part.DoubleQuoted inner) {
                if (inner.parts().isEmpty()) {
                    pieces.add(new Piece(known("", inner.span()), false, false));
                }
                pieces.addAll(pieces(inner.parts(), true, scope, several));
            } else if (part instanceof Part.Parameter parameter) {
                parameter(parameter, quoted, scope, several, pieces);
            } else if (part instanceof Part.Substitution substitution) {
                pieces.add(new Piece(substitution(substitution, scope), !quoted, false));
            } else if (part instanceof Part.Arithmetic arithmetic) {
                Long value = arithmetic(arithmetic.expression(), scope);
                pieces.add(new Piece(
                        value == null
                                ? new Word.Unknown(
                                        arithmetic.source(), "only the run will know this number", arithmetic.span())
                                : new Word.Known(
                                        value.toString(), arithmetic.span(), arithmetic.span(), Certainty.DERIVED),
                        false,
                        false));
            } else if (part instanceof Part.ProcessSubstitution process) {
                pieces.add(new Piece(processFile(process, scope), false, false));
            }
        }
        return pieces;
    }

    /** {@code <(command)}: a file of which nobody knows the name, in which stands what the command printed. */
    private Word processFile(Part.ProcessSubstitution process, Scope scope) {
        Scope inner = scope.copy();
        inner.printed = new ArrayList<>();
        interpreter.execute(process.body(), inner);
        Word file = new Word.Unknown(process.source(), "it is the output of a command", process.span());
        List<Word> printed = inner.printed;
        if (process.read() && printed != null) {
            List<Word> written = interpreter.written().open(path(file, scope), false);
            printed.forEach(word -> WrittenFiles.print(written, word));
        }
        return file;
    }

    private void parameter(Part.Parameter parameter, boolean quoted, Scope scope, boolean several, List<Piece> pieces) {
        List<Word> list = parameters.list(parameter, scope);
        if (list == null) {
            pieces.add(new Piece(parameters.value(parameter, scope), !quoted, false));
            return;
        }
        boolean joins = quoted && (parameter.name().equals("*") || isStar(parameter)) || !several;
        if (joins) {
            List<Word> joined = new ArrayList<>();
            for (Word word : list) {
                if (!joined.isEmpty()) {
                    joined.add(known(" ", parameter.span()));
                }
                joined.add(word);
            }
            pieces.add(new Piece(Word.join(joined, parameter.span()), !quoted, false));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            pieces.add(new Piece(list.get(i).standingAt(parameter.span()), !quoted, i < list.size() - 1));
        }
        if (list.isEmpty() && quoted) {
            pieces.add(new Piece(Word.Known.literal("", parameter.span()), true, false));
        }
    }

    private static boolean isStar(Part.Parameter parameter) {
        ShellWord subscript = parameter.subscript();
        return subscript != null && "*".equals(subscript.constant());
    }

    private static Word.Known known(String text, Span span) {
        return Word.Known.literal(text, span);
    }

    private static Word tilde(Part.Literal literal, Scope scope) {
        String text = literal.text();
        if (!text.startsWith("~")) {
            return known(text, literal.span());
        }
        int end = text.indexOf('/') < 0 ? text.length() : text.indexOf('/');
        String user = text.substring(1, end);
        Variable home = scope.variable("HOME");
        String folder = user.isEmpty()
                ? home == null ? null : home.all().get(0).known().orElse(null)
                : user.equals("root") ? "/root" : user.matches("[a-z_][a-z0-9_-]*") ? "/home/" + user : null;
        return folder == null
                ? known(text, literal.span())
                : new Word.Known(folder + text.substring(end), literal.span(), literal.span(), Certainty.DERIVED);
    }

    /** Splits what is not quoted at blanks, joins what belongs together, and looks up paths. */
    private List<Word> fields(List<Piece> pieces, ShellWord written, Scope scope) {
        List<Word> fields = new ArrayList<>();
        List<Word> current = new ArrayList<>();
        boolean open = false;
        for (Piece piece : pieces) {
            if (!piece.splits()) {
                current.add(piece.word());
                open = true;
            } else {
                List<Word> parts = split(piece.word());
                boolean before = startsBlank(piece.word());
                for (int i = 0; i < parts.size(); i++) {
                    if (i > 0 || before && open) {
                        if (open) {
                            fields.add(Word.join(current, written.span()));
                        }
                        current.clear();
                    }
                    current.add(parts.get(i));
                    open = true;
                }
            }
            if (piece.fieldEnds() && open) {
                fields.add(Word.join(current, written.span()));
                current.clear();
                open = false;
            }
        }
        if (open) {
            Word last = Word.join(current, written.span());
            fields.add(fields.isEmpty() ? placed(last, written) : last);
        }
        List<Word> found = new ArrayList<>();
        for (Word field : fields) {
            found.addAll(paths(field, written, scope));
        }
        return found;
    }

    private static boolean startsBlank(Word word) {
        return word.known()
                .filter(text -> !text.isEmpty() && isBlank(text.charAt(0)))
                .isPresent();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    /** Fields of an expansion. Where possibilities split differently all their fields count as possibilities of one. */
    static List<Word> split(Word word) {
        if (word instanceof Word.Known known) {
            List<Word> parts = new ArrayList<>();
            for (String part : BLANKS.split(known.text())) {
                if (!part.isEmpty()) {
                    parts.add(new Word.Known(part, known.span(), known.origin(), known.certainty()));
                }
            }
            return parts;
        }
        if (word instanceof Word.Several several) {
            List<Word> all = new ArrayList<>();
            several.options().forEach(option -> all.addAll(split(option)));
            return all.isEmpty() ? List.of() : List.of(Word.several(all, several.span()));
        }
        if (word instanceof Word.Joined joined) {
            // words of known text at either side are words of their own
            List<Word> fields = new ArrayList<>();
            List<Word> current = new ArrayList<>();
            for (Word part : joined.parts()) {
                if (!(part instanceof Word.Known known)) {
                    current.add(part);
                    continue;
                }
                List<Word> pieces = split(known);
                if (startsBlank(known) && !current.isEmpty()) {
                    fields.add(Word.join(current, joined.span()));
                    current.clear();
                }
                for (int i = 0; i < pieces.size(); i++) {
                    if (i > 0) {
                        fields.add(Word.join(current, joined.span()));
                        current.clear();
                    }
                    current.add(pieces.get(i));
                }
                if (!known.text().isEmpty()
                        && isBlank(known.text().charAt(known.text().length() - 1))) {
                    fields.add(Word.join(current, joined.span()));
                    current.clear();
                }
            }
            if (!current.isEmpty()) {
                fields.add(Word.join(current, joined.span()));
            }
            return fields;
        }
        return List.of(word);
    }

    /** The files that a pattern names, when the project knows the folder; else the pattern itself. */
    private List<Word> paths(Word field, ShellWord written, Scope scope) {
        String text = field.known().orElse(null);
        if (text == null
                || !hasGlob(written)
                || text.indexOf('*') < 0 && text.indexOf('?') < 0
                || text.contains("://")) {
            return List.of(field);
        }
        List<Word> found = new ArrayList<>();
        for (String path : FilePatterns.matching(interpreter.execution(), scope.directory, text)) {
            found.add(new Word.Known(path, field.span(), field.span(), Certainty.DERIVED));
        }
        return found.isEmpty() ? List.of(field) : found;
    }

    private static boolean hasGlob(ShellWord word) {
        return word.parts().stream()
                .anyMatch(part -> part instanceof Part.Literal literal
                        && (literal.text().indexOf('*') >= 0 || literal.text().indexOf('?') >= 0));
    }

    /** What a command prints, without the newlines at its end. */
    private Word substitution(Part.Substitution substitution, Scope scope) {
        Scope inner = scope.copy();
        inner.printed = new ArrayList<>();
        inner.out = org.egressaudit.demand.script.Invocation.Sink.INHERITED;
        interpreter.execute(substitution.body(), inner);
        scope.status = inner.status;
        scope.substitutions++;
        List<Word> printed = inner.printed == null ? List.of() : inner.printed;
        Word whole = Word.join(printed, substitution.span());
        if (whole instanceof Word.Unknown unknown) {
            return new Word.Unknown(substitution.source(), unknown.reason(), substitution.span());
        }
        return trimmed(whole);
    }

    private static Word trimmed(Word word) {
        if (word instanceof Word.Known known) {
            return new Word.Known(
                    known.text().replaceFirst("\n+$", ""),
                    known.span(),
                    known.origin(),
                    known.certainty().and(Certainty.DERIVED));
        }
        if (word instanceof Word.Several several) {
            return Word.several(
                    several.options().stream().map(Expansion::trimmed).toList(), several.span());
        }
        if (word instanceof Word.Joined joined) {
            List<Word> parts = new ArrayList<>(joined.parts());
            parts.set(parts.size() - 1, trimmed(parts.get(parts.size() - 1)));
            return Word.join(parts, joined.span());
        }
        return word;
    }

    /** A pattern with what is quoted in it escaped; null when only the run will know it. */
    @Nullable
    String pattern(ShellWord written, Scope scope) {
        StringBuilder glob = new StringBuilder();
        return appendPattern(written.parts(), false, scope, glob) ? glob.toString() : null;
    }

    private boolean appendPattern(List<Part> parts, boolean quoted, Scope scope, StringBuilder glob) {
        for (Part part : parts) {
            if (part instanceof Part.Literal literal && !quoted) {
                glob.append(literal.text());
            } else if (part instanceof Part.DoubleQuoted inner) {
                if (!appendPattern(inner.parts(), true, scope, glob)) {
                    return false;
                }
            } else {
                Word word = word(new ShellWord(List.of(part), "", part.span()), scope);
                String text = word.known().orElse(null);
                if (text == null) {
                    return false;
                }
                boolean literally = quoted || part instanceof Part.Quoted;
                glob.append(literally ? text.replaceAll("([*?\\[\\]\\\\()|@+!^-])", "\\\\$1") : text);
            }
        }
        return true;
    }

    /** The value of an arithmetic expression; null when only the run will know. */
    @Nullable
    Long arithmetic(ShellWord expression, Scope scope) {
        Word text = word(expression, scope);
        return text.known().map(known -> new Arithmetic(known, scope).value()).orElse(null);
    }

    /** Reads a file of the target machine as a word; null when it cannot be read. */
    @Nullable
    Input file(Word path, Scope scope) {
        Word written = interpreter.written().text(path(path, scope), path.span());
        if (written != null) {
            return Input.of(written);
        }
        return path.known().isPresent()
                        && interpreter.execution().file(path(path, scope)) instanceof Sources.Content.Text text
                ? Input.of(text.source())
                : null;
    }

    /** The absolute path of a file, as far as it is known; what is not stands there as it was written. */
    static String path(Word path, Scope scope) {
        String name = source(path);
        return name.startsWith("/") || scope.directory == null ? name : scope.directory + "/" + name;
    }

    /** A word as it was written, for messages. */
    static String source(Word word) {
        if (word instanceof Word.Known known) {
            return known.text();
        }
        if (word instanceof Word.Unknown unknown) {
            return unknown.source();
        }
        StringBuilder text = new StringBuilder();
        if (word instanceof Word.Joined joined) {
            joined.parts().forEach(part -> text.append(source(part)));
        } else {
            text.append(source(word.options().get(0)));
        }
        return text.toString();
    }
}
