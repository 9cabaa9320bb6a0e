/** What real clients do with the addresses of a name. */
@NullMarked
package org.egressaudit.it.clients;

import org.jspecify.annotations.NullMarked;
