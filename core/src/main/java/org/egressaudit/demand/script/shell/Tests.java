package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.BoundedText;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Condition;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** {@code test}, {@code [} and {@code [[ ]]}: true, false, or null when only the run will know. */
final class Tests {

    private final Interpreter interpreter;
    private final Scope scope;

    Tests(Interpreter interpreter, Scope scope) {
        this.interpreter = interpreter;
        this.scope = scope;
    }

    /** The exit status for an answer. */
    static @Nullable Integer status(@Nullable Boolean holds) {
        return holds == null ? null : holds ? (Integer) 0 : (Integer) 1;
    }

    @Nullable
    Boolean holds(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return not(holds(not.condition()));
        }
        if (condition instanceof Condition.And and) {
            return and(holds(and.left()), holds(and.right()));
        }
        if (condition instanceof Condition.Or or) {
            return not(and(not(holds(or.left())), not(holds(or.right()))));
        }
        if (condition instanceof Condition.NotEmpty word) {
            return unary("-n", expand(word.word()));
        }
        if (condition instanceof Condition.Unary unary) {
            return unary(unary.operator(), expand(unary.operand()));
        }
        Condition.Binary binary = (Condition.Binary) condition;
        String operator = binary.operator();
        if (operator.equals("==") || operator.equals("=") || operator.equals("!=")) {
            Boolean same = same(expand(binary.left()), interpreter.expansion().pattern(binary.right(), scope));
            return operator.equals("!=") ? not(same) : same;
        }
        if (operator.equals("=~")) {
            return matches(expand(binary.left()), expand(binary.right()));
        }
        return binary(expand(binary.left()), operator, expand(binary.right()));
    }

    /** An extended regular expression; what its groups matched is in {@code BASH_REMATCH} (bash(1)). */
    private @Nullable Boolean matches(Word left, Word right) {
        String text = left.known().orElse(null);
        Pattern pattern = right.known().map(regex -> Regex.of(regex, true)).orElse(null);
        if (text == null || pattern == null) {
            scope.variables.remove("BASH_REMATCH");
            return null;
        }
        Matcher matcher = BoundedText.matcher(pattern, text);
        Boolean found = BoundedText.answer(matcher::find);
        if (found == null) {
            scope.variables.remove("BASH_REMATCH");
            return null;
        }
        List<Word> groups = new ArrayList<>();
        for (int i = 0; found && i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(new Word.Known(
                    group == null ? "" : group,
                    left.span(),
                    left instanceof Word.Known known ? known.origin() : left.span(),
                    Certainty.DERIVED));
        }
        scope.set("BASH_REMATCH", Variable.of(groups, false));
        return found;
    }

    private Word expand(ShellWord word) {
        scope.asking = true;
        Word expanded = interpreter.expansion().word(word, scope);
        scope.asking = false;
        return expanded;
    }

    private static @Nullable Boolean same(Word left, @Nullable String pattern) {
        Boolean answer = null;
        boolean first = true;
        for (Word option : left.options()) {
            String text = option.known().orElse(null);
            Boolean one = text == null || pattern == null ? null : (Boolean) Patterns.matches(pattern, text);
            answer = first ? one : answer != null && answer.equals(one) ? answer : null;
            first = false;
        }
        return answer;
    }

    /** The words between {@code [} and {@code ]}, by their number as POSIX says, then by precedence. */
    @Nullable
    Boolean holds(List<Word> words) {
        if (words.isEmpty()) {
            return false;
        }
        if (words.size() == 1) {
            return unary("-n", words.get(0));
        }
        String first = words.get(0).known().orElse("");
        for (String connective : List.of("-o", "-a")) {
            for (int i = 1; i < words.size() - 1; i++) {
                boolean here = words.get(i).known().filter(connective::equals).isPresent();
                if (here && words.size() > 3) {
                    Boolean left = holds(words.subList(0, i));
                    Boolean right = holds(words.subList(i + 1, words.size()));
                    return connective.equals("-a") ? and(left, right) : not(and(not(left), not(right)));
                }
            }
        }
        if (first.equals("!")) {
            return not(holds(words.subList(1, words.size())));
        }
        if (first.equals("(") && words.size() > 2) {
            return holds(words.subList(1, words.size() - 1));
        }
        if (words.size() == 2) {
            return unary(first, words.get(1));
        }
        if (words.size() == 3) {
            String operator = words.get(1).known().orElse("");
            return binary(words.get(0), operator, words.get(2));
        }
        return null;
    }

    private static @Nullable Boolean not(@Nullable Boolean holds) {
        return holds == null ? null : (Boolean) !holds;
    }

    private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return left == null || right == null ? null : (Boolean) true;
    }

    private @Nullable Boolean unary(String operator, Word operand) {
        switch (operator) {
            case "-n", "-z" -> {
                Boolean empty = empty(operand);
                return operator.equals("-z") ? empty : not(empty);
            }
            case "-t", "-p", "-S" -> {
                return operator.equals("-t") ? (Boolean) false : null;
            }
            case "-e", "-f", "-r", "-x", "-s", "-d", "-a" -> {
                return file(operator, operand);
            }
            case "-v" -> {
                String name = operand.known().orElse(null);
                return name == null ? null : scope.variable(name) != null ? (Boolean) true : null;
            }
            default -> {
                return null;
            }
        }
    }

    private static @Nullable Boolean empty(Word word) {
        if (word instanceof Word.Known known) {
            return known.text().isEmpty();
        }
        if (word instanceof Word.Joined joined) {
            return joined.parts().stream()
                            .anyMatch(part -> part instanceof Word.Known known
                                    && !known.text().isEmpty())
                    ? (Boolean) false
                    : null;
        }
        if (word instanceof Word.Several several) {
            boolean none = several.options().stream().allMatch(option -> Boolean.FALSE.equals(empty(option)));
            return none ? (Boolean) false : null;
        }
        return null;
    }

    /** What is not among the project's files may still be on the machine. */
    private @Nullable Boolean file(String operator, Word operand) {
        String path = operand.known().orElse(null);
        if (path == null || !path.startsWith("/") && scope.directory == null) {
            return null;
        }
        Sources.Kind kind = interpreter.execution().kind(path.startsWith("/") ? path : scope.directory + "/" + path);
        if (kind == Sources.Kind.FILE) {
            return !operator.equals("-d");
        }
        if (kind == Sources.Kind.FOLDER) {
            return !operator.equals("-f");
        }
        return null;
    }

    private @Nullable Boolean binary(Word left, String operator, Word right) {
        String one = left.known().orElse(null);
        String other = right.known().orElse(null);
        switch (operator) {
            case "=", "==", "!=" -> {
                Boolean same = one != null && other != null
                        ? (Boolean) one.equals(other)
                        : never(left, other) || never(right, one) ? (Boolean) false : null;
                return operator.equals("!=") ? not(same) : same;
            }
            case "-eq", "-ne", "-lt", "-le", "-gt", "-ge" -> {
                if (one == null
                        || other == null
                        || !one.trim().matches("-?\\d{1,18}")
                        || !other.trim().matches("-?\\d{1,18}")) {
                    return null;
                }
                int order = Long.compare(Long.parseLong(one.trim()), Long.parseLong(other.trim()));
                return switch (operator) {
                    case "-eq" -> order == 0;
                    case "-ne" -> order != 0;
                    case "-lt" -> order < 0;
                    case "-le" -> order <= 0;
                    case "-gt" -> order > 0;
                    default -> order >= 0;
                };
            }
            case "<", ">" -> {
                return one == null || other == null
                        ? null
                        : (Boolean) (operator.equals("<") ? one.compareTo(other) < 0 : one.compareTo(other) > 0);
            }
            default -> {
                return null;
            }
        }
    }

    /** Whether a word of several possibilities has none that equals a text. */
    private static boolean never(Word word, @Nullable String text) {
        return text != null
                && word instanceof Word.Several several
                && several.options().stream()
                        .allMatch(option -> option.known()
                                .filter(each -> !each.equals(text))
                                .isPresent());
    }
}
