/**
 * JSON and YAML as one tree in which every value knows its place.
 *
 * <p>{@link org.egressaudit.text.tree.JsonTree} and {@link org.egressaudit.text.tree.YamlTree} read a
 * {@link org.egressaudit.text.Source} into {@link org.egressaudit.text.tree.Node}s: mappings, sequences and scalars,
 * each with its span, keys included. No value is turned into an object of the language: YAML tags, such as
 * CloudFormation's {@code !Ref}, are kept as text, and numbers keep their spelling. What is not JSON or YAML, two equal
 * keys in one mapping, and what is too deep or too large is a diagnostic, beside the part that was read.
 * {@link org.egressaudit.text.tree.Nearest} finds the key that was probably meant.
 *
 * <p>Sources: RFC 8259, YAML 1.2.2 with its core schema.
 */
@NullMarked
package org.egressaudit.text.tree;

import org.jspecify.annotations.NullMarked;
