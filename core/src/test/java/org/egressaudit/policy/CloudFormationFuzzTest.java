package org.egressaudit.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.policy.cloudformation.CloudFormationFormat;

/** Any bytes for a template. */
class CloudFormationFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        FuzzedExport.read(new CloudFormationFormat(), bytes);
    }
}
