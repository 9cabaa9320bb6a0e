@NullMarked
package org.egressaudit.text.tree;

import org.jspecify.annotations.NullMarked;
