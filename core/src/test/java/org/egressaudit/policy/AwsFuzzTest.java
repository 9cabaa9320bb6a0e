package org.egressaudit.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.policy.aws.AwsNetworkAclsFormat;
import org.egressaudit.policy.aws.AwsRouteTablesFormat;
import org.egressaudit.policy.aws.AwsSecurityGroupsFormat;

/** Any bytes for what the AWS command line printed. */
class AwsFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        FuzzedExport.read(new AwsSecurityGroupsFormat(), bytes);
        FuzzedExport.read(new AwsNetworkAclsFormat(), bytes);
        FuzzedExport.read(new AwsRouteTablesFormat(), bytes);
    }
}
