package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.BoundedText;
import org.jspecify.annotations.Nullable;

/**
 * sed(1) on known text, for the commands that jobs pick text with: {@code s}, {@code d}, {@code p} and {@code q}, with
 * addresses. A program with anything else is not followed.
 */
final class Sed {

    /** Which lines a command is for: a number, the last line, or a pattern; null for every line. */
    private record Address(
            int number, boolean last, @Nullable Pattern pattern) {
        boolean holds(String line, int at, boolean isLast) {
            return pattern != null ? BoundedText.matcher(pattern, line).find() : last ? isLast : at == number;
        }
    }

    private record Command(
            @Nullable Address from,
            @Nullable Address to,
            boolean inverted,
            char name,
            @Nullable Pattern pattern,
            String by,
            boolean everywhere,
            boolean prints) {}

    /** Patterns that match in every line, and where in it. */
    private static final Pattern ANY_LINE = Pattern.compile("\\^|\\$|\\^?\\(?\\.\\*\\)?\\$?");

    private final String program;
    private final boolean extended;
    private int at;

    private Sed(String program, boolean extended) {
        this.program = program;
        this.extended = extended;
    }

    /** What it prints; null when the program is not followed. */
    static @Nullable String run(List<String> arguments, String input) {
        return run(arguments, (commands, quiet) -> edit(commands, quiet, input));
    }

    /**
     * What it prints of a line of which nothing is known, with {@link OpenText#ANY} in its place: text put before,
     * behind or around it; null for a program that does anything else.
     */
    static @Nullable String ofAnyLine(List<String> arguments) {
        return run(arguments, (commands, quiet) -> {
            boolean surrounds = commands.stream()
                    .allMatch(command -> command.from() == null
                            && command.pattern() != null
                            && ANY_LINE.matcher(command.pattern().pattern()).matches());
            return surrounds ? edit(commands, quiet, OpenText.ANY) : null;
        });
    }

    private interface Printing {
        @Nullable
        String print(List<Command> commands, boolean quiet);
    }

    private static @Nullable String run(List<String> arguments, Printing printing) {
        boolean quiet = false;
        boolean extended = false;
        List<String> programs = new ArrayList<>();
        for (String text : arguments) {
            if (text.startsWith("--expression=")) {
                programs.add(text.substring("--expression=".length()));
            } else if (text.equals("--quiet") || text.equals("--silent")) {
                quiet = true;
            } else if (text.equals("--regexp-extended")) {
                extended = true;
            } else if (text.matches("-[nrEeus]+")) {
                quiet |= text.indexOf('n') >= 0;
                extended |= text.indexOf('r') >= 0 || text.indexOf('E') >= 0;
            } else if (text.startsWith("-")) {
                return null;
            } else {
                programs.add(text);
            }
        }
        try {
            List<Command> commands = new Sed(String.join("\n", programs), extended).commands();
            return commands == null ? null : printing.print(commands, quiet);
        } catch (IndexOutOfBoundsException | IllegalArgumentException notFollowed) {
            return null;
        }
    }

    private static String edit(List<Command> commands, boolean quiet, String input) {
        List<String> lines = TextTools.lines(input);
        StringBuilder out = new StringBuilder();
        boolean[] open = new boolean[commands.size()];
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean deleted = false;
            boolean ends = false;
            for (int c = 0; c < commands.size() && !deleted && !ends; c++) {
                Command command = commands.get(c);
                if (applies(command, c, open, line, i + 1, i == lines.size() - 1) == command.inverted()) {
                    continue;
                }
                switch (command.name()) {
                    case 'd' -> deleted = true;
                    case 'p' -> out.append(line).append('\n');
                    case 'q' -> ends = true;
                    default -> {
                        Pattern pattern = command.pattern();
                        Matcher matcher = pattern == null ? null : BoundedText.matcher(pattern, line);
                        if (matcher != null && matcher.find()) {
                            line = command.everywhere()
                                    ? matcher.replaceAll(command.by())
                                    : matcher.replaceFirst(command.by());
                            if (command.prints()) {
                                out.append(line).append('\n');
                            }
                        }
                    }
                }
            }
            if (!quiet && !deleted) {
                out.append(line).append('\n');
            }
            if (ends) {
                break;
            }
        }
        return out.toString();
    }

    private static boolean applies(Command command, int c, boolean[] open, String line, int number, boolean last) {
        if (command.from() == null) {
            return true;
        }
        if (command.to() == null) {
            return command.from().holds(line, number, last);
        }
        if (open[c]) {
            open[c] = !command.to().holds(line, number, last);
            return true;
        }
        boolean begins = command.from().holds(line, number, last);
        open[c] = begins
                && (command.to().pattern() != null
                        || command.to().last()
                        || command.to().number() > number);
        return begins;
    }

    private @Nullable List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        while (true) {
            while (at < program.length() && " \t\n;".indexOf(program.charAt(at)) >= 0) {
                at++;
            }
            if (at >= program.length()) {
                return commands;
            }
            Command command = command();
            if (command == null) {
                return null;
            }
            commands.add(command);
        }
    }

    private @Nullable Command command() {
        Address from = address();
        Address to = null;
        if (from != null && program.charAt(at) == ',') {
            at++;
            to = address();
            if (to == null) {
                return null;
            }
        }
        while (program.charAt(at) == ' ') {
            at++;
        }
        boolean inverted = program.charAt(at) == '!';
        if (inverted) {
            at++;
        }
        char name = program.charAt(at++);
        if (name == 's') {
            return substitution(from, to, inverted);
        }
        boolean ends = at >= program.length() || " \t\n;".indexOf(program.charAt(at)) >= 0;
        return "dpq".indexOf(name) >= 0 && ends ? new Command(from, to, inverted, name, null, "", false, false) : null;
    }

    private @Nullable Address address() {
        char c = program.charAt(at);
        if (c == '$') {
            at++;
            return new Address(0, true, null);
        }
        if (c == '/') {
            at++;
            Pattern pattern = Regex.of(until('/'), extended);
            if (pattern == null) {
                throw new IllegalArgumentException("no regular expression");
            }
            return new Address(0, false, pattern);
        }
        int start = at;
        while (at - start < 9 && Character.isDigit(program.charAt(at))) {
            at++;
        }
        return at == start ? null : new Address(Integer.parseInt(program.substring(start, at)), false, null);
    }

    private @Nullable Command substitution(@Nullable Address from, @Nullable Address to, boolean inverted) {
        char delimiter = program.charAt(at++);
        String expression = until(delimiter);
        String by = until(delimiter);
        int start = at;
        while (at < program.length() && " \t\n;".indexOf(program.charAt(at)) < 0) {
            at++;
        }
        String flags = program.substring(start, at);
        if (!flags.matches("[gpiI]*")) {
            return null;
        }
        boolean folds = flags.indexOf('i') >= 0 || flags.indexOf('I') >= 0;
        Pattern pattern = Regex.of(expression, extended, folds ? Pattern.CASE_INSENSITIVE : 0);
        return pattern == null
                ? null
                : new Command(
                        from,
                        to,
                        inverted,
                        's',
                        pattern,
                        replacement(by),
                        flags.indexOf('g') >= 0,
                        flags.indexOf('p') >= 0);
    }

    /** Up to a delimiter, which a backslash makes an ordinary character. */
    private String until(char delimiter) {
        StringBuilder text = new StringBuilder();
        while (program.charAt(at) != delimiter) {
            char c = program.charAt(at++);
            if (c == '\\') {
                char next = program.charAt(at++);
                if (next != delimiter) {
                    text.append('\\');
                }
                text.append(next);
            } else {
                text.append(c);
            }
        }
        at++;
        return text.toString();
    }

    /** In Java's words: {@code &} and {@code \1} are groups, {@code $} is none. */
    private static String replacement(String by) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < by.length(); i++) {
            char c = by.charAt(i);
            if (c == '&') {
                out.append("$0");
            } else if (c == '$') {
                out.append("\\$");
            } else if (c == '\\' && i + 1 < by.length()) {
                char next = by.charAt(++i);
                if (Character.isDigit(next)) {
                    out.append('$').append(next);
                } else if (next == 'n') {
                    out.append('\n');
                } else if (next == 't') {
                    out.append('\t');
                } else if (Character.isLetter(next)) {
                    throw new IllegalArgumentException("changes case");
                } else {
                    out.append('\\').append(next);
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
