@NullMarked
package org.egressaudit.policy;

import org.jspecify.annotations.NullMarked;
