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

/** Any bytes for a rules file: each of its lines is read or named, and a flow is answered the same twice. */
class RulesFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        Source source = new Source("rules", Decoding.decode(bytes));
        Parsed<SaveReader.Result> read = SaveReader.read(source);
        assertThat(read.value().read() + read.value().named()).isEqualTo(source.lineCount());
        evaluate(IptablesFormat.layer(source, source, null, Target.UNKNOWN).value());
    }

    static void evaluate(Layer layer) {
        for (String address : new String[] {"203.0.113.45", "2001:db8::45"}) {
            Flow flow = Flow.to(Protocol.TCP, IpAddress.of(address), 443);
            assertThat(layer.evaluate(flow)).isEqualTo(layer.evaluate(flow));
        }
    }
}
