package org.egressaudit.policy;

import org.egressaudit.text.Span;

/**
 * A rule: a condition, what happens when it is met, and where it is written.
 *
 * @param match the condition
 * @param action what happens
 * @param span its place
 * @param text as written
 */
public record Rule(Match match, Action action, Span span, String text) {}
