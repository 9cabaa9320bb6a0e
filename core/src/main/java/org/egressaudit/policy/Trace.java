package org.egressaudit.policy;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The way of a packet through a rule set: the chains it was in when it was decided, what decided, and which rules looked
 * as if they would decide but passed it over.
 */
public final class Trace {

    /** Nothing was asked and nothing decided. */
    public static final Trace EMPTY = new Trace(List.of(), null, List.of());

    private final List<Entered> path;
    private final @Nullable Decision decision;
    private final @Nullable Translation translation;
    private final List<Decision> alternatives;
    /** Looked for when somebody asks: it takes longer than the verdict. */
    private final Supplier<List<PassedOver>> passedOver;

    Trace(
            List<Entered> path,
            @Nullable Decision decision,
            @Nullable Translation translation,
            List<Decision> alternatives,
            Supplier<List<PassedOver>> passedOver) {
        this.path = List.copyOf(path);
        this.decision = decision;
        this.translation = translation;
        this.alternatives = List.copyOf(alternatives);
        this.passedOver = passedOver;
    }

    /**
     * A way without translation.
     *
     * @param path chains from the outermost to the one that decided
     * @param decision what decided; null when nothing does
     * @param passedOver rules that name the flow's port or address, but did not match
     */
    public Trace(List<Entered> path, @Nullable Decision decision, List<PassedOver> passedOver) {
        this(path, decision, null, List.of(), () -> passedOver);
    }

    /** The same way, with what may have decided instead. */
    Trace or(List<Decision> others) {
        return new Trace(path, decision, translation, others, passedOver);
    }

    /**
     * Chains from the hook's own chain down to the one that decided, outermost first; at least one, unless nothing decides
     * (a file without rules).
     */
    public List<Entered> path() {
        return path;
    }

    /** What decided, or null when no rule set says anything (everything passes). */
    public @Nullable Decision decision() {
        return decision;
    }

    /**
     * Rules of the deciding chain that name the flow's port or address, but did not match, in the order met; at most a
     * handful.
     */
    public List<PassedOver> passedOver() {
        return passedOver.get();
    }

    /**
     * What may decide instead, to the same end, as conditions that are not known turn out; at most a handful, usually
     * none.
     */
    public List<Decision> alternatives() {
        return alternatives;
    }

    /** What the packet was changed to on its way; null when it was not. */
    public @Nullable Translation translation() {
        return translation;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trace trace
                && path.equals(trace.path)
                && Objects.equals(decision, trace.decision)
                && Objects.equals(translation, trace.translation)
                && alternatives.equals(trace.alternatives)
                && passedOver().equals(trace.passedOver());
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, decision, translation);
    }

    @Override
    public String toString() {
        return "Trace[path=" + path + ", decision=" + decision + ", translation=" + translation + "]";
    }

    /**
     * A chain on the way.
     *
     * @param chain as the format names it: {@code OUTPUT}, {@code mangle POSTROUTING}
     * @param by the rule that jumped into it, with its place; null for the hook's own chain
     */
    public record Entered(String chain, @Nullable Span by) {}

    /**
     * What decided.
     *
     * @param chain in which chain
     * @param number of the rule in that chain, counted from 1; 0 for the chain's policy or what holds when no rule
     *     matches
     * @param text of the rule or policy as written; for an implicit default what it is, in words
     * @param span where it stands
     */
    public record Decision(String chain, int number, String text, Span span) {}

    /**
     * A rule that did not match, though it names something of the flow.
     *
     * @param number in its chain, counted from 1
     * @param because what did not match: "destination 203.0.113.45 is not in 198.51.100.0/24"
     */
    public record PassedOver(String chain, int number, String text, Span span, String because) {}

    /**
     * Addresses that were changed on the way (DNAT, REDIRECT, NETMAP, SNAT, MASQUERADE), as the next layer sees them.
     *
     * @param destination after translation; null when it was not translated
     * @param port of the destination after translation; -1 when the destination was not translated
     * @param sourceChanged whether the source was translated
     * @param source after translation, or null when it was not translated or to an address that is not known
     */
    public record Translation(
            @Nullable IpAddress destination,
            int port,
            boolean sourceChanged,
            @Nullable IpAddress source) {}
}
