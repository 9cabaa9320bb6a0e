/**
 * What the parsers of Perl, PHP, Ruby and JavaScript share.
 *
 * <p>A {@link org.egressaudit.demand.script.scan.Lexer} turns text into lexemes; it knows strings, here-documents,
 * comments and patterns, the places where hosts stand and the places where they mean nothing. A {@link
 * org.egressaudit.demand.script.scan.Grammar} turns lexemes into the common tree: operators by precedence, calls,
 * containers, blocks. Each language adds its own spellings. What does not fit is given up up to the next statement.
 *
 * <p>{@link org.egressaudit.demand.script.scan.PlainLanguage} holds what their runs have in common.
 */
@NullMarked
package org.egressaudit.demand.script.scan;

import org.jspecify.annotations.NullMarked;
