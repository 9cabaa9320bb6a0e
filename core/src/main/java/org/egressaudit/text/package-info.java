/**
 * Places in files, and what was not understood there.
 *
 * <p>Every fact this library tells has a {@link org.egressaudit.text.Span}: a stretch of one file, in lines and
 * columns. What a reader could not understand is a {@link org.egressaudit.text.Diagnostic}, never an exception:
 * {@link org.egressaudit.text.Parsed} holds what was read beside what was not. Files come from
 * {@link org.egressaudit.text.Sources}, which the caller hands in, so that a test owns the world and nothing outside
 * the named roots is ever opened. {@link org.egressaudit.text.Decoding} turns bytes into text by looking at them.
 *
 * <p>This package imports nothing else of ours.
 */
@NullMarked
package org.egressaudit.text;

import org.jspecify.annotations.NullMarked;
