/** The whole story, a stage a line. */
@NullMarked
package org.egressaudit;

import org.jspecify.annotations.NullMarked;
