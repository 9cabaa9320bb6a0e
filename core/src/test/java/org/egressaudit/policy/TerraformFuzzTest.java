package org.egressaudit.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.policy.terraform.TerraformFormat;

/** Any bytes for a plan or a state. */
class TerraformFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        FuzzedExport.read(new TerraformFormat(), bytes);
    }
}
