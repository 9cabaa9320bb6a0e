package org.egressaudit.policy.iptables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one family as several runs of {@code iptables-restore --noflush}, one after the other, leave them.
 *
 * <p>A line {@code :CHAIN -} empties a chain of the user's own that is already there; of a built-in chain it sets the
 * policy and keeps the rules (iptables-restore(8), {@code -n}; the same in both stores of iptables 1.8.9).
 */
public final class NoFlushRestore {

    private final SaveFile file;
    private final Crossing crossing;
    private final RuleContext context;

    /**
     * Begins without any rule.
     *
     * @param name by which the whole is known to the user
     * @param v6 whether it is {@code ip6tables-restore}
     * @param crossing the machine
     * @param sets ipsets by name; null when none were handed in
     */
    public NoFlushRestore(
            String name, boolean v6, Crossing crossing, @Nullable Map<String, ? extends AddressSet> sets) {
        this.file = new SaveFile(name, new LinkedHashMap<>());
        this.crossing = crossing;
        this.context = new RuleContext(v6, null, crossing.target(), sets);
    }

    /** Loads one more text; what is not understood of it is reported. */
    public void load(Source source, Consumer<Diagnostic> report) {
        SaveReader.readNoFlush(source, file.tables()).diagnostics().forEach(report);
    }

    /** What is loaded by now. */
    public RuleSet ruleSet(Consumer<Diagnostic> report) {
        return Conversion.convert(file, context, crossing.role(), report);
    }
}
