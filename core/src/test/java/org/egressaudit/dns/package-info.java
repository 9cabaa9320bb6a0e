@NullMarked
package org.egressaudit.dns;

import org.jspecify.annotations.NullMarked;
