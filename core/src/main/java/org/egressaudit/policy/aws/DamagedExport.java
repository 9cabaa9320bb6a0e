package org.egressaudit.policy.aws;

import java.util.List;
import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Diagnostic;

/**
 * A layer of which not all could be read: it decides nothing, whatever the part says that was read, for what is missing
 * may be the entry that denies or the rule that allows.
 *
 * @param part what was read
 * @param why why it is not all
 */
public record DamagedExport(Layer part, String why) implements Layer {

    /**
     * The layer itself when its files were read without an error.
     *
     * @param layer of what was read
     * @param ofFiles what was reported while its files were read
     */
    public static Layer unlessWhole(Layer layer, List<Diagnostic> ofFiles) {
        return ofFiles.stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .<Layer>map(error -> new DamagedExport(layer, "the export is not read whole: " + error.message()))
                .orElse(layer);
    }

    @Override
    public String label() {
        return part.label();
    }

    @Override
    public List<String> files() {
        return part.files();
    }

    @Override
    public Verdict evaluate(Flow flow) {
        Verdict verdict = part.evaluate(flow);
        return verdict instanceof Verdict.Undecided ? verdict : new Verdict.Undecided(List.of(why), verdict.trace());
    }

    @Override
    public void boundaries(Boundaries into) {
        part.boundaries(into);
    }

    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        return Optional.empty();
    }
}
