/**
 * The Maven plugin: parameters, a call to {@link org.egressaudit.EgressAudit}, the report, the build's fate.
 */
@NullMarked
package org.egressaudit.maven;

import org.jspecify.annotations.NullMarked;
