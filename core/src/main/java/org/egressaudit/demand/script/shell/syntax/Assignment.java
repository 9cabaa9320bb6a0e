package org.egressaudit.demand.script.shell.syntax;

import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code name=value}, {@code name+=value}, {@code name[subscript]=value} or {@code name=(values)}.
 *
 * @param subscript null when there is none
 * @param value a word; its only part is {@link Part.Array} for a list in parentheses
 */
public record Assignment(String name, @Nullable ShellWord subscript, boolean append, ShellWord value, Span span) {}
