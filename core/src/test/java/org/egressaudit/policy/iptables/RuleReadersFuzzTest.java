package org.egressaudit.policy.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;

/**
 * Whatever bytes a rules file or a file of sets has, reading it ends, and each of its lines is read or named.
 *
 * <p>In a normal build the kept inputs run; {@code JAZZER_FUZZ=1} looks for more.
 */
class RuleReadersFuzzTest {

    /** Asks for members of two of the kept sets. */
    private static final Source ASKS = new Source("rules.v4", """
            *filter
            -A OUTPUT -m set --match-set partners dst -j DROP
            -A OUTPUT -m set --match-set services dst,dst -j DROP
            COMMIT
            """);

    @FuzzTest(maxDuration = "60s")
    void rules(byte[] bytes) {
        Source source = new Source("rules", Decoding.decode(bytes));
        Parsed<SaveReader.Result> read = SaveReader.read(source);
        assertThat(read.value().read() + read.value().named()).isEqualTo(source.lineCount());
        evaluate(IptablesFormat.layer(source, source, null, Target.UNKNOWN).value());
    }

    @FuzzTest(maxDuration = "60s")
    void sets(byte[] bytes) {
        Source source = new Source("ipset.save", Decoding.decode(bytes));
        evaluate(IptablesFormat.layer(ASKS, ASKS, source, Target.UNKNOWN).value());
    }

    private static void evaluate(Layer layer) {
        for (String address : new String[] {"203.0.113.45", "2001:db8::45"}) {
            Flow flow = Flow.to(Protocol.TCP, IpAddress.of(address), 443);
            assertThat(layer.evaluate(flow)).isEqualTo(layer.evaluate(flow));
        }
    }
}
