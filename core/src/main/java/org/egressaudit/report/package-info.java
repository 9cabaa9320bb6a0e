/**
 * Findings, and how they are told.
 *
 * <p>{@link org.egressaudit.report.Audit} is everything one run found out, as plain records. A
 * {@link org.egressaudit.report.Reporter} tells it: as text for people, as JSON for programs, as SARIF for the line of a
 * change, as JUnit XML for build servers, as Markdown for a comment. {@link org.egressaudit.report.NeedsReport} tells an
 * inventory, {@link org.egressaudit.report.FlowReport} the way of one flow.
 */
@NullMarked
package org.egressaudit.report;

import org.jspecify.annotations.NullMarked;
