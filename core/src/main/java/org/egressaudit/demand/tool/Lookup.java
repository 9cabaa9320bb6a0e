package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a profile finds a value. */
sealed interface Lookup {

    /** An option or keyword argument of the call: {@code --host}, {@code timeout}. */
    record Option(String name) implements Lookup {}

    /** A variable of the environment: {@code $PGHOST}, or {@code $RCLONE_CONFIG_{remote}_TYPE} with values in braces. */
    record Variable(String name) implements Lookup {}

    /**
     * Operands by position: {@code operand 0}, {@code operands 1..}, {@code operand last}.
     *
     * @param from first position; negative counts from the end
     * @param to position after the last, or {@link Integer#MAX_VALUE}; negative counts from the end
     */
    record Operands(int from, int to) implements Lookup {}

    /** An argument of the calls that made the object, the nearest first: {@code receiver region_name}. */
    record Receiver(String name) implements Lookup {}

    /** A value that the profile defines once for several uses: {@code value region}. */
    record Named(String name) implements Lookup {}

    /** Text the tool brings itself, with values in braces: {@code = s3.{region}.amazonaws.com}. */
    record Fixed(String template) implements Lookup {}

    /** Standard input, when it is known: {@code input}. */
    record Input() implements Lookup {}

    /** The name by which the tool was called, without its folder: {@code name}. */
    record CommandName() implements Lookup {}

    /**
     * An entry of a settings file of the target machine.
     *
     * @param file template of its installed path; {@code ~} is the user's home
     * @param section template of the section in brackets, or empty for what stands before any
     * @param key left of the equals sign
     */
    record Setting(String file, String section, String key) implements Lookup {}

    /**
     * Every line of a file that is named elsewhere, without blank lines and comments: {@code wget -i}.
     *
     * @param of where the name of the file is found
     */
    record Lines(List<Lookup> of) implements Lookup {}

    /**
     * What stands in files of the target machine, wherever in them: the mirrors of {@code sources.list(5)}. Files that
     * are not there give nothing.
     *
     * @param files templates of their installed paths; a last part with {@code *} stands for the files of its folder
     * @param like a pattern looked for in the text of each, whose group 1 counts and whose values in braces stand for
     *     themselves; {@code ^} and {@code $} match at lines
     */
    record InFiles(List<String> files, String like) implements Lookup {}

    /**
     * Those values of others that look a certain way, or a part of each.
     *
     * @param of where they come from
     * @param like what the whole must look like, group 1 being the part that counts; null when anything goes
     * @param map what a part is called in the end; those that are not in it stay as they are
     * @param shown what stands somewhere in the text that people are shown, which for unknown parts is what the script
     *     says; null when anything goes
     * @param is a template of what stands for every match instead, or null
     */
    record Filtered(
            List<Lookup> of,
            @Nullable Pattern like,
            @Nullable Pattern shown,
            Map<String, String> map,
            @Nullable String is)
            implements Lookup {}

    /**
     * A value that no reader can know.
     *
     * @param expression template of what people are shown
     * @param reason why, and what would resolve it
     */
    record NotKnown(String expression, String reason) implements Lookup {}
}
