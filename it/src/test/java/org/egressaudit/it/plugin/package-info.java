/** The plugin run as users run it: a project folder for each test, and a Maven of its own. */
@NullMarked
package org.egressaudit.it.plugin;

import org.jspecify.annotations.NullMarked;
