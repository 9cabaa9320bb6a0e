package org.egressaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;

/** What must hold of every export, whatever its bytes: reading ends, and nothing that is not there allows a flow. */
final class FuzzedExport {

    private static final Span HERE = Span.point("egress.yaml", 1, 1);

    private FuzzedExport() {}

    static void read(RuleSetFormat format, byte[] bytes) {
        String key = format.files().iterator().next();
        Settings settings = new Settings(Map.of(key, List.of(new Settings.Value("in", HERE))), HERE);
        Parsed<Layer> layer = format.read(settings, Target.UNKNOWN, new OneFile(Decoding.decode(bytes)));
        Flow flow = Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443);
        Verdict verdict = layer.value().evaluate(flow);
        assertThat(layer.value().evaluate(flow)).isEqualTo(verdict);
        layer.value().proposal(flow, verdict);
        layer.value().boundaries(new Boundaries(PortRange.ALL));
        if (bytes.length == 0) {
            assertThat(layer.diagnostics()).anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
            assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        }
    }
}
