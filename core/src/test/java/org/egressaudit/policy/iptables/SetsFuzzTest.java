package org.egressaudit.policy.iptables;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.net.Target;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Source;

/** Any bytes for a file of sets, beside rules that ask for their members. */
class SetsFuzzTest {

    /** Asks for members of two of the kept sets. */
    private static final Source ASKS = new Source("rules.v4", """
            *filter
            -A OUTPUT -m set --match-set partners dst -j DROP
            -A OUTPUT -m set --match-set services dst,dst -j DROP
            COMMIT
            """);

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        Source source = new Source("ipset.save", Decoding.decode(bytes));
        RulesFuzzTest.evaluate(
                IptablesFormat.layer(ASKS, ASKS, source, Target.UNKNOWN).value());
    }
}
