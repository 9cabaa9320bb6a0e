/** Python jobs. */
@NullMarked
package org.egressaudit.demand.script.python;

import org.jspecify.annotations.NullMarked;
