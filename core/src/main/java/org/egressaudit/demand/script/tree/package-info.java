/**
 * What the scripting languages have in common, as a tree.
 *
 * <p>A parser of each language ({@code demand.script.python} and its neighbours) turns a text into
 * {@link org.egressaudit.demand.script.tree.Statement}s and {@link org.egressaudit.demand.script.tree.Expression}s;
 * {@code demand.script.machine} runs them in the mind. The tree is as small as following values and control flow allows:
 * types, decorators without effect and formatting details are left out. Each node knows its stretch of the text as
 * offsets; {@link org.egressaudit.text.Source#span} turns them into a place.
 */
@NullMarked
package org.egressaudit.demand.script.tree;

import org.jspecify.annotations.NullMarked;
