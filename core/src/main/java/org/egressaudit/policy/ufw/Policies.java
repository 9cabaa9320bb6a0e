package org.egressaudit.policy.ufw;

import java.util.stream.Stream;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** The three default policies. */
record Policies(Policy input, Policy output, Policy forward) {

    /** As {@code /etc/default/ufw} and {@code ufw.conf}, which is sourced after it, say; null for a file that is missing. */
    static Policies of(@Nullable Variables defaults, @Nullable Variables conf, Span place) {
        return new Policies(
                policy("DEFAULT_INPUT_POLICY", defaults, conf, place),
                policy("DEFAULT_OUTPUT_POLICY", defaults, conf, place),
                policy("DEFAULT_FORWARD_POLICY", defaults, conf, place));
    }

    static Variables.@Nullable Value value(String name, @Nullable Variables defaults, @Nullable Variables conf) {
        return Stream.of(
                        conf == null ? null : conf.values().get(name),
                        defaults == null ? null : defaults.values().get(name))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Policy policy(String name, @Nullable Variables defaults, @Nullable Variables conf, Span place) {
        Variables.Value value = value(name, defaults, conf);
        if (value == null) {
            return new Policy.Unknown(
                    defaults == null
                            ? "the default policy is not known: hand in the host's /etc/default/ufw"
                            : "`" + name + "` is not set in /etc/default/ufw, which ufw refuses; write " + name
                                    + "=\"DROP\", \"REJECT\" or \"ACCEPT\"",
                    place);
        }
        return Policy.Word.ofFile(value.text())
                .<Policy>map(word -> new Policy.Known(word, value.span()))
                .orElseGet(() -> new Policy.Unknown(
                        "`" + name + "=" + value.text()
                                + "` is not a policy, and ufw refuses it or leaves the chain as it"
                                + " was; write ACCEPT, DROP or REJECT",
                        value.span()));
    }

    /** Reports those that are set and yet not known. */
    void tell(Request request) {
        Stream.of(input, output, forward).forEach(policy -> {
            if (policy instanceof Policy.Unknown unknown
                    && !unknown.span().equals(request.named().span())) {
                request.warning("ufw-policy-unknown", unknown.span(), unknown.reason());
            }
        });
    }
}
