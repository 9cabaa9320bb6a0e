package org.egressaudit.policy.iptables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;

/** Real rule sets, read from the folder of examples beside the project when it is there. */
class CorpusTest {

    private static final Path CORPUS = Path.of("../../shared/corpus");

    static List<Path> files(String... folders) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no folder of examples beside the project");
        List<Path> found = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(CORPUS.resolve(folder))) {
                files.filter(Files::isRegularFile).sorted().forEach(found::add);
            }
        }
        return found;
    }

    @Test
    void everyLineIsReadOrNamed() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path file : files(
                "iptables-save", "ip6tables-save", "iptables-rules-files", "iptables-generated", "change-review")) {
            Source source = source(file);
            Parsed<SaveReader.Result> read = SaveReader.read(source);
            int told = read.value().read() + read.value().named();
            if (told != source.lineCount()) {
                lost.add(file + ": " + told + " of " + source.lineCount());
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyFileGivesAVerdict() throws IOException {
        for (Path file : files("iptables-save", "iptables-rules-files", "iptables-generated")) {
            Layer layer = IptablesFormat.layer(source(file), null, null, Target.UNKNOWN)
                    .value();
            for (String address : List.of("203.0.113.45", "10.1.2.3", "127.0.0.1")) {
                for (int port : new int[] {22, 53, 443}) {
                    assertThat(layer.evaluate(Flow.to(Protocol.TCP, IpAddress.of(address), port))
                                    .label())
                            .as(file.toString())
                            .isNotEmpty();
                }
            }
        }
    }

    private static Source source(Path file) throws IOException {
        return new Source(file.getFileName().toString(), Decoding.decode(Files.readAllBytes(file)));
    }
}
