/**
 * Findings, and how they are told.
 *
 * <p>{@link org.egressaudit.report.Audit} is everything one run found out, as plain records;
 * {@link org.egressaudit.report.TextReport} and {@link org.egressaudit.report.JsonReport} tell it.
 */
@NullMarked
package org.egressaudit.report;

import org.jspecify.annotations.NullMarked;
