/**
 * What each network tool and library reaches.
 *
 * <p>Knowledge is data: one YAML file a tool under the resources of this package, holding its own examples, which the
 * build runs. {@link org.egressaudit.demand.tool.Toolbox} loads the file that an
 * {@link org.egressaudit.demand.script.Invocation} names, only when it is named, and answers with
 * {@link org.egressaudit.demand.tool.Effect}s. The few tools that need code have a class of their own here.
 */
@NullMarked
package org.egressaudit.demand.tool;

import org.jspecify.annotations.NullMarked;
