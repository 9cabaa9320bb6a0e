package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.BoundedText;
import org.jspecify.annotations.Nullable;

/**
 * awk(1) on known text, for the programs that pick fields of lines: conditions on the line, its number and its fields,
 * {@code length}, {@code sub}, {@code gsub}, {@code print}, {@code next} and {@code exit}. A program with anything else
 * is not followed.
 */
final class Awk {

    /** Thrown at what is not followed, and caught in {@link #run}. */
    private static final class NotFollowed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFollowed() {
            super(null, null, false, false);
        }
    }

    /** A line, its fields, and its number; or any line, of which nothing is known. */
    private static final class Line {
        private final int number;
        private final Pattern separator;
        private String text;
        private List<String> fields;

        Line(String text, int number, Pattern separator) {
            this.text = text;
            this.number = number;
            this.separator = separator;
            this.fields = split();
        }

        /** A line of which nothing is known: all its fields are holes. */
        static Line any() {
            return new Line(OpenText.ANY, 0, BLANKS);
        }

        boolean isAny() {
            return number == 0;
        }

        int number() {
            return known(number);
        }

        int count() {
            return known(fields.size());
        }

        private int known(int value) {
            if (isAny()) {
                throw new NotFollowed();
            }
            return value;
        }

        private List<String> split() {
            String cut = separator == BLANKS ? text.strip() : text;
            return cut.isEmpty() ? List.of() : Arrays.asList(separator.split(cut, -1));
        }

        String field(int index) {
            return isAny() ? OpenText.ANY : index == 0 ? text : index <= fields.size() ? fields.get(index - 1) : "";
        }

        void set(int index, String value) {
            if (isAny()) {
                throw new NotFollowed();
            }
            if (index == 0) {
                text = value;
                fields = split();
            } else if (index <= fields.size()) {
                fields = new ArrayList<>(fields);
                fields.set(index - 1, value);
                text = String.join(" ", fields);
            } else {
                throw new NotFollowed();
            }
        }
    }

    private interface Text {
        String of(Line line);
    }

    private interface Condition {
        boolean holds(Line line);
    }

    private enum After {
        GO_ON,
        NEXT,
        EXIT
    }

    private interface Statement {
        After run(Line line, StringBuilder out);
    }

    private record Rule(Condition condition, List<Statement> statements) {}

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private final String program;
    private final Map<String, String> variables;
    private int at;

    private Awk(String program, Map<String, String> variables) {
        this.program = program;
        this.variables = variables;
    }

    /** What it prints; null when the program is not followed. */
    static @Nullable String run(List<String> arguments, String input) {
        return run(arguments, (rules, separator) -> print(rules, input, separator));
    }

    /**
     * What it prints of a line of which nothing is known, where every condition may hold, with
     * {@link OpenText#ANY} for each part of that line; null when the program is not followed.
     */
    static @Nullable String ofAnyLine(List<String> arguments) {
        return run(arguments, (rules, separator) -> {
            StringBuilder out = new StringBuilder();
            rules.forEach(rule -> run(rule.statements(), Line.any(), out));
            return out.toString();
        });
    }

    private interface Printing {
        String print(List<Rule> rules, Pattern separator);
    }

    private static @Nullable String run(List<String> arguments, Printing printing) {
        Pattern separator = BLANKS;
        Map<String, String> variables = new HashMap<>();
        String program = null;
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i);
            boolean detached = text.equals("-F") || text.equals("-v");
            if (detached && i + 1 == arguments.size()) {
                return null;
            }
            String value = detached ? arguments.get(++i) : text.length() > 2 ? text.substring(2) : "";
            if (text.startsWith("-F")) {
                separator = separator(value);
            } else if (text.startsWith("-v") && value.indexOf('=') > 0) {
                variables.put(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
            } else if (text.startsWith("-")) {
                return null;
            } else {
                program = text;
            }
        }
        if (program == null || separator == null) {
            return null;
        }
        try {
            return printing.print(new Awk(program, variables).rules(), separator);
        } catch (NotFollowed | IndexOutOfBoundsException notFollowed) {
            return null;
        }
    }

    private static @Nullable Pattern separator(String text) {
        String plain = text.replace("\\t", "\t");
        return plain.equals(" ")
                ? BLANKS
                : plain.equals("t")
                        ? Pattern.compile("\t")
                        : plain.length() == 1 ? Pattern.compile(Pattern.quote(plain)) : Regex.of(plain, true);
    }

    private static String print(List<Rule> rules, String input, Pattern separator) {
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (String text : TextTools.lines(input)) {
            Line line = new Line(text, ++number, separator);
            After after = After.GO_ON;
            for (int i = 0; i < rules.size() && after == After.GO_ON; i++) {
                if (rules.get(i).condition().holds(line)) {
                    after = run(rules.get(i).statements(), line, out);
                }
            }
            if (after == After.EXIT) {
                break;
            }
        }
        return out.toString();
    }

    private static After run(List<Statement> statements, Line line, StringBuilder out) {
        for (Statement statement : statements) {
            After after = statement.run(line, out);
            if (after != After.GO_ON) {
                return after;
            }
        }
        return After.GO_ON;
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        while (more()) {
            Condition condition = peek('{') ? line -> true : condition();
            List<Statement> statements = peek('{')
                    ? block()
                    : List.of((line, out) -> {
                        out.append(line.text).append('\n');
                        return After.GO_ON;
                    });
            rules.add(new Rule(condition, statements));
            while (take(";")) {
                // rules may be kept apart
            }
        }
        return rules;
    }

    private boolean more() {
        while (at < program.length() && Character.isWhitespace(program.charAt(at))) {
            at++;
        }
        return at < program.length();
    }

    private boolean peek(char c) {
        return more() && program.charAt(at) == c;
    }

    private boolean take(String token) {
        boolean there = more() && program.startsWith(token, at);
        if (there) {
            at += token.length();
        }
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new NotFollowed();
        }
    }

    private Condition condition() {
        Condition first = comparison();
        while (take("&&")) {
            Condition one = first;
            Condition other = comparison();
            first = line -> one.holds(line) && other.holds(line);
        }
        return first;
    }

    private Condition comparison() {
        if (take("!")) {
            Condition inner = comparison();
            return line -> !inner.holds(line);
        }
        if (peek('/')) {
            Pattern pattern = regex();
            return line -> BoundedText.matcher(pattern, line.text).find();
        }
        Text left = term();
        for (String operator : List.of("!~", "~")) {
            if (take(operator)) {
                Pattern pattern = regex();
                boolean wanted = operator.equals("~");
                return line -> BoundedText.matcher(pattern, left.of(line)).find() == wanted;
            }
        }
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (take(operator)) {
                Text right = term();
                return line -> compares(left.of(line), operator, right.of(line));
            }
        }
        return line -> !left.of(line).isEmpty() && !left.of(line).equals("0");
    }

    private static boolean compares(String left, String operator, String right) {
        boolean numbers = left.matches("-?\\d{1,9}") && right.matches("-?\\d{1,9}");
        int order = numbers ? Integer.compare(Integer.parseInt(left), Integer.parseInt(right)) : left.compareTo(right);
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order > 0;
        };
    }

    private Pattern regex() {
        expect("/");
        StringBuilder text = new StringBuilder();
        while (program.charAt(at) != '/') {
            if (program.charAt(at) == '\\') {
                if (program.charAt(at + 1) != '/') {
                    text.append('\\');
                }
                at++;
            }
            text.append(program.charAt(at++));
        }
        at++;
        Pattern pattern = Regex.of(text.toString(), true);
        if (pattern == null) {
            throw new NotFollowed();
        }
        return pattern;
    }

    private List<Statement> block() {
        expect("{");
        List<Statement> statements = new ArrayList<>();
        while (!take("}")) {
            if (!take(";")) {
                statements.add(statement());
            }
        }
        return statements;
    }

    private Statement statement() {
        String word = name();
        return switch (word) {
            case "print" -> printed();
            case "next" -> (line, out) -> After.NEXT;
            case "exit" -> (line, out) -> After.EXIT;
            case "sub", "gsub" -> substitution(word.equals("gsub"));
            default -> throw new NotFollowed();
        };
    }

    private String name() {
        more();
        int start = at;
        while (at < program.length() && (Character.isLetterOrDigit(program.charAt(at)) || program.charAt(at) == '_')) {
            at++;
        }
        return program.substring(start, at);
    }

    private Statement printed() {
        List<Text> parts = new ArrayList<>();
        if (peek('}') || peek(';')) {
            parts.add(line -> line.text);
        } else {
            parts.add(concatenation());
            while (take(",")) {
                parts.add(line -> " ");
                parts.add(concatenation());
            }
        }
        if (!peek('}') && !peek(';')) {
            throw new NotFollowed();
        }
        return (line, out) -> {
            parts.forEach(part -> out.append(part.of(line)));
            out.append('\n');
            return After.GO_ON;
        };
    }

    private Statement substitution(boolean all) {
        expect("(");
        Pattern pattern = regex();
        expect(",");
        Text by = term();
        if (program.substring(at - 2, at).indexOf('&') >= 0) {
            // & stands for what was matched
            throw new NotFollowed();
        }
        Text index = line -> "0";
        if (take(",")) {
            expect("$");
            index = fieldNumber();
        }
        expect(")");
        Text where = index;
        return (line, out) -> {
            int field = Integer.parseInt(where.of(line));
            if (line.isAny()) {
                throw new NotFollowed();
            }
            Matcher matcher = BoundedText.matcher(pattern, line.field(field));
            String text = Matcher.quoteReplacement(by.of(line));
            if (matcher.find()) {
                line.set(field, all ? matcher.replaceAll(text) : matcher.replaceFirst(text));
            }
            return After.GO_ON;
        };
    }

    private Text concatenation() {
        List<Text> parts = new ArrayList<>();
        do {
            parts.add(term());
        } while (more() && (peek('"') || peek('$') || Character.isLetterOrDigit(program.charAt(at))));
        return line -> {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.of(line)));
            return text.toString();
        };
    }

    private Text term() {
        if (take("$")) {
            Text index = fieldNumber();
            return line -> line.field(Integer.parseInt(index.of(line)));
        }
        if (take("\"")) {
            return string();
        }
        String word = name();
        if (word.matches("\\d{1,9}")) {
            return line -> word;
        }
        return switch (word) {
            case "length" -> length();
            case "NR", "FNR" -> line -> Integer.toString(line.number());
            case "NF" -> line -> Integer.toString(line.count());
            default -> {
                String value = variables.get(word);
                if (value == null) {
                    throw new NotFollowed();
                }
                yield line -> value;
            }
        };
    }

    private Text length() {
        Text of = line -> line.text;
        if (take("(") && !take(")")) {
            of = term();
            expect(")");
        }
        Text measured = of;
        return line -> {
            line.number();
            return Integer.toString(measured.of(line).length());
        };
    }

    /** After the dollar sign: a number, {@code NF}, or {@code (NF-1)}. */
    private Text fieldNumber() {
        boolean enclosed = take("(");
        String word = name();
        if (word.matches("\\d{1,6}")) {
            if (enclosed) {
                expect(")");
            }
            return line -> word;
        }
        if (!word.equals("NF")) {
            throw new NotFollowed();
        }
        int less = 0;
        if (enclosed) {
            if (take("-")) {
                String number = name();
                if (!number.matches("\\d{1,6}")) {
                    throw new NotFollowed();
                }
                less = Integer.parseInt(number);
            }
            expect(")");
        }
        int back = less;
        return line -> {
            if (line.isAny()) {
                return "0";
            }
            if (line.fields.size() < back) {
                // awk ends with an error
                throw new NotFollowed();
            }
            return Integer.toString(line.fields.size() - back);
        };
    }

    private Text string() {
        StringBuilder text = new StringBuilder();
        while (program.charAt(at) != '"') {
            if (program.charAt(at) == '\\') {
                at++;
                char c = program.charAt(at);
                text.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
            } else {
                text.append(program.charAt(at));
            }
            at++;
        }
        at++;
        String value = text.toString();
        return line -> value;
    }
}
