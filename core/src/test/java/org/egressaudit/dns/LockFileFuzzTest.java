package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Source;

/** Any bytes for a lock file: what was read of them is written and read the same. */
class LockFileFuzzTest {

    @FuzzTest
    void anyBytesAreReadAndWrittenTheSame(byte[] bytes) {
        LockFile lock = LockReader.read(new Source("egress.lock", Decoding.decode(bytes)))
                .value();
        String written = LockWriter.write(lock);
        assertThat(LockReader.read(new Source("egress.lock", written)).value()).isEqualTo(lock);
    }
}
