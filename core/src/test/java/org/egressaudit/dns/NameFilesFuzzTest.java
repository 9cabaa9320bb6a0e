package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Source;

/** Whatever bytes a file of names has, reading it ends, and a lock that was read is written and read the same. */
class NameFilesFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void locks(byte[] bytes) {
        LockFile lock = LockReader.read(new Source("egress.lock", Decoding.decode(bytes)))
                .value();
        String written = LockWriter.write(lock);
        assertThat(LockReader.read(new Source("egress.lock", written)).value()).isEqualTo(lock);
    }

    @FuzzTest(maxDuration = "60s")
    void others(byte[] bytes) {
        Source source = new Source("in", Decoding.decode(bytes));
        assertThat(HostsFile.read(source).value().resolve("localhost")).isNotNull();
        assertThat(ResolvConf.read(source).value().nameServers()).hasSizeLessThanOrEqualTo(3);
        assertThat(ZoneFile.read(source).value().resolve("www.example.com")).isNotNull();
    }
}
