package org.egressaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;

/**
 * Whatever bytes an export has, reading it ends, and nothing that could not be read allows a flow.
 *
 * <p>In a normal build the kept inputs run; {@code JAZZER_FUZZ=1} looks for more.
 */
class CloudReadersFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void exports(byte[] bytes) {
        read("aws-security-groups", bytes);
        read("aws-network-acls", bytes);
        read("aws-route-tables", bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void plans(byte[] bytes) {
        read("terraform", bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void templates(byte[] bytes) {
        read("cloudformation", bytes);
    }

    private static void read(String key, byte[] bytes) {
        RuleSetFormat format = CloudCasesTest.FORMATS.stream()
                .filter(each -> each.files().contains(key))
                .findFirst()
                .orElseThrow();
        Span here = Span.point("egress.yaml", 1, 1);
        Settings settings = new Settings(Map.of(key, List.of(new Settings.Value("in", here))), here);
        Parsed<Layer> layer = format.read(settings, Target.UNKNOWN, new OneFile(Decoding.decode(bytes)));
        Verdict verdict = layer.value().evaluate(Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443));
        boolean told = layer.diagnostics().stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
        if (bytes.length == 0) {
            assertThat(told).isTrue();
            assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        }
    }
}
