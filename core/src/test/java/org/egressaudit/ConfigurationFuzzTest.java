package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;

/** Any bytes for {@code egress.yaml}, which then names itself for crontabs, rules and locks: the audit ends and is told. */
class ConfigurationFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) throws Exception {
        Sources sources = new Everywhere(Decoding.decode(bytes));
        Parsed<Configuration> configuration = ConfigurationReader.read("egress.yaml", sources, Overrides.NONE);
        if (configuration.unusable()) {
            assertThat(configuration.diagnostics()).isNotEmpty();
            return;
        }
        var audit = new EgressAudit(sources, Instant.EPOCH).needs(configuration.value());
        for (Reporter reporter : Registry.reporters(sources)) {
            StringBuilder told = new StringBuilder();
            reporter.write(audit, told);
            assertThat(told).isNotEmpty();
        }
    }

    /** Whatever file is asked for, it is this one. */
    private record Everywhere(String text) implements Sources {
        @Override
        public Content read(String file) {
            return new Content.Text(new Source(file, text));
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }

        @Override
        public Kind kind(String file) {
            return Kind.FILE;
        }
    }
}
