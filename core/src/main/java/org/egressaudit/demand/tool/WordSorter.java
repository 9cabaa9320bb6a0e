package org.egressaudit.demand.tool;

import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Word;

/**
 * Sorts the words of a call into what its profile says they are. On the way the profile grows more special: the first
 * operand of {@code git clone URL} chooses the profile of {@code git clone}.
 */
final class WordSorter {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    /** {@code user@host} or the beginning of a URL. */
    private static final Pattern PLACE =
            Pattern.compile("(?s)[^\\s/:=@-][^\\s/:=@]*@[^\\s/@=]+|[a-z][a-z0-9+.-]*://.*");

    private Profile profile;
    private final Given given = new Given();
    private final List<Word> words;
    private int next;
    private boolean commandChosen;
    private boolean optionsEnded;

    private WordSorter(Profile profile, List<Word> words) {
        this.profile = profile;
        this.words = words;
    }

    /**
     * What a call was given, and the profile that fits it best.
     *
     * @param profile of the command, or of the subcommand that was chosen
     * @param given the words, sorted
     */
    record Sorted(Profile profile, Given given) {}

    /** Sorts the words of a command. */
    static Sorted command(Profile profile, List<Word> words) {
        WordSorter sorter = new WordSorter(profile, words);
        while (sorter.next < words.size()) {
            sorter.sort(Sketch.of(words.get(sorter.next++)));
        }
        return new Sorted(sorter.profile, sorter.given);
    }

    /** Sorts the arguments of a function: keywords are options, positions take the names of the parameters. */
    static Sorted function(Profile profile, Invocation invocation) {
        Given given = new Given();
        int position = 0;
        for (Argument argument : invocation.arguments()) {
            List<Sketch> values = Sketch.of(argument.value());
            if (argument.name() != null) {
                given.option(argument.name(), values);
                continue;
            }
            if (position < profile.parameters().size()) {
                given.option(profile.parameters().get(position), values);
            }
            given.operand(values);
            position++;
        }
        return new Sorted(profile, given);
    }

    private void sort(List<Sketch> possibilities) {
        boolean anyOption = !optionsEnded
                && possibilities.stream().anyMatch(one -> one.text().startsWith("-"));
        if (!anyOption) {
            operand(possibilities);
            return;
        }
        for (Sketch one : possibilities) {
            if (optionsEnded || !isOption(one.text())) {
                if (!one.text().isEmpty()) {
                    operand(List.of(one));
                }
            } else if (one.text().equals("--")) {
                optionsEnded = true;
            } else if (one.text().startsWith("--") || profile.syntax().singleDash()) {
                longOption(one);
            } else {
                cluster(one);
            }
        }
    }

    private boolean isOption(String text) {
        return text.startsWith("-") && (text.length() > 1 || profile.syntax().dash());
    }

    private void longOption(Sketch word) {
        String text = word.text();
        int equals = text.indexOf('=');
        if (equals > 0) {
            given.option(known(text.substring(0, equals)), List.of(word.from(equals + 1)));
        } else if (profile.syntax().takesValue(text) && next < words.size()) {
            given.option(known(text), Sketch.of(words.get(next++)));
        } else {
            given.option(known(text), List.of(word.part(0, 0)));
        }
    }

    private void cluster(Sketch word) {
        String text = word.text();
        if (text.equals("-")) {
            given.option("-", List.of(word.part(0, 0)));
        }
        for (int i = 1; i < text.length(); i++) {
            String option = "-" + text.charAt(i);
            boolean last = i + 1 == text.length();
            if (profile.syntax().takesValue(option)) {
                if (!last) {
                    given.option(known(option), List.of(word.from(i + 1)));
                } else if (next < words.size()) {
                    given.option(known(option), Sketch.of(words.get(next++)));
                }
                optionsEnded |= profile.syntax().isLast(option);
                return;
            }
            if (profile.syntax().mayTakeValue(option) && !last) {
                given.option(known(option), List.of(word.from(i + 1)));
                return;
            }
            given.option(known(option), List.of(word.part(0, 0)));
        }
    }

    private void operand(List<Sketch> possibilities) {
        Sketch first = possibilities.get(0);
        if (profile.syntax().assignments()
                && given.operands().isEmpty()
                && possibilities.size() == 1
                && ASSIGNMENT.matcher(first.text()).matches()) {
            int equals = first.text().indexOf('=');
            given.assignment(first.text().substring(0, equals), first.from(equals + 1));
            return;
        }
        if (!commandChosen && !profile.commands().isEmpty() && possibilities.size() == 1) {
            Profile special = profile.commands().get(first.text());
            if (special != null) {
                profile = special;
                commandChosen = special.commands().isEmpty();
                return;
            }
            if (isUnknown(possibilities) && profile.commands().containsKey(following())) {
                return;
            }
            commandChosen = true;
        }
        if (isOptions(possibilities)) {
            return;
        }
        given.operand(possibilities);
        if (profile.syntax().firstOperandEnds()) {
            optionsEnded = true;
        }
    }

    /**
     * Whether a word that only the run will know holds options rather than what the tool expects first: it is named like
     * options; an option follows that would have to stand in front; or a place is expected, and what follows is written
     * like one.
     */
    private boolean isOptions(List<Sketch> possibilities) {
        if (!isUnknown(possibilities) || !given.operands().isEmpty() || next >= words.size()) {
            return false;
        }
        if (Reach.OPTIONS_VARIABLE.matcher(possibilities.get(0).shown()).matches()) {
            return true;
        }
        return placeComesFirst()
                ? PLACE.matcher(following()).matches()
                : profile.syntax().firstOperandEnds() && following().startsWith("-");
    }

    private static boolean isUnknown(List<Sketch> possibilities) {
        return possibilities.size() == 1 && possibilities.get(0).unknown();
    }

    /** The word after this one; empty when this is the last. */
    private String following() {
        return next < words.size() ? Sketch.of(words.get(next)).get(0).text() : "";
    }

    private boolean placeComesFirst() {
        return profile.reaches().stream()
                .flatMap(reach -> reach.where().stream())
                .anyMatch(WordSorter::isFirst);
    }

    private static boolean isFirst(Lookup lookup) {
        return lookup instanceof Lookup.Operands operands && operands.from() == 0 && operands.to() == 1
                || lookup instanceof Lookup.Filtered filtered
                        && filtered.of().stream().anyMatch(WordSorter::isFirst);
    }

    private String known(String option) {
        return profile.syntax().known(option);
    }
}
