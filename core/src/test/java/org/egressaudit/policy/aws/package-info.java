@NullMarked
package org.egressaudit.policy.aws;

import org.jspecify.annotations.NullMarked;
