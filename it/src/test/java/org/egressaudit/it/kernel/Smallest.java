package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.egressaudit.it.kernel.Confirmation.Disagreement;
import org.egressaudit.net.Flow;

/** The smallest part of a rule set on which the kernel and we still disagree, found by leaving lines out. */
final class Smallest {

    private final Confirmation confirmation;

    Smallest(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    /** A rule set without needless lines, and what is said of it. */
    record Case(RuleFiles files, List<Flow> flows, String text) {
        @Override
        public String toString() {
            return text + "\n" + files;
        }
    }

    Case of(RuleFiles files, List<Flow> flows, Disagreement disagreement) {
        List<Flow> fewer = disagreement.flow().map(List::of).orElse(flows);
        Optional<String> still = disagree(files, fewer);
        if (still.isEmpty()) {
            return new Case(files, flows, disagreement.text());
        }
        RuleFiles smallest = files;
        String text = still.get();
        for (boolean shrunk = true; shrunk; ) {
            shrunk = false;
            for (RuleFiles candidate : withOneLineLess(smallest)) {
                Optional<String> said = disagree(candidate, fewer);
                if (said.isPresent()) {
                    smallest = candidate;
                    text = said.get();
                    shrunk = true;
                    break;
                }
            }
        }
        return new Case(smallest, fewer, text);
    }

    private Optional<String> disagree(RuleFiles files, List<Flow> flows) {
        Confirmation.Result result = confirmation.ask(files, flows);
        boolean loads = result.refused().isEmpty();
        return result.disagreements().stream()
                .filter(each -> loads)
                .map(Disagreement::text)
                .findFirst();
    }

    private static List<RuleFiles> withOneLineLess(RuleFiles files) {
        List<RuleFiles> candidates = new ArrayList<>();
        for (int store = 0; store < files.v4().size(); store++) {
            int index = store;
            shorter(files.v4().get(store))
                    .forEach(text -> candidates.add(new RuleFiles(
                            files.store(), replaced(files.v4(), index, old -> text), files.v6(), files.sets())));
        }
        for (int store = 0; store < files.v6().size(); store++) {
            int index = store;
            shorter(files.v6().get(store))
                    .forEach(text -> candidates.add(new RuleFiles(
                            files.store(), files.v4(), replaced(files.v6(), index, old -> text), files.sets())));
        }
        shorter(files.sets())
                .forEach(text -> candidates.add(new RuleFiles(files.store(), files.v4(), files.v6(), text)));
        return candidates;
    }

    private static List<String> replaced(List<String> texts, int index, UnaryOperator<String> change) {
        List<String> copy = new ArrayList<>(texts);
        copy.replaceAll(text -> text.equals(texts.get(index)) ? change.apply(text) : text);
        return copy;
    }

    /** The text without one of its rules, members or policies. */
    private static List<String> shorter(String text) {
        List<String> lines = text.lines().toList();
        List<String> candidates = new ArrayList<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.startsWith("-A ")
                    || line.startsWith("add ")
                    || line.startsWith(":")
                    || line.startsWith("create")) {
                List<String> rest = new ArrayList<>(lines);
                rest.remove(i);
                candidates.add(String.join("\n", rest) + "\n");
            }
        }
        return candidates;
    }
}
