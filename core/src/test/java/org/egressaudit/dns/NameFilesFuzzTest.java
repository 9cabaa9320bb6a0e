package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Source;

/** Any bytes for a hosts file, a resolv.conf and a zone file. */
class NameFilesFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        Source source = new Source("in", Decoding.decode(bytes));
        assertThat(HostsFile.read(source).value().resolve("localhost")).isNotNull();
        assertThat(ResolvConf.read(source).value().nameServers()).hasSizeLessThanOrEqualTo(3);
        assertThat(ZoneFile.read(source).value().resolve("www.example.com")).isNotNull();
    }
}
