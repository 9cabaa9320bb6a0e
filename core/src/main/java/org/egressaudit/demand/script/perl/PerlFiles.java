package org.egressaudit.demand.script.perl;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.FileLines;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * Files of the project that a program opens and reads (perldoc -f open, -f readline), and data in them.
 *
 * <p>A handle is known by its name, {@code $fh} or {@code FH}. Lines have no line ends, for what is read is chomped
 * before it is used.
 */
final class PerlFiles {

    /** What the grammar calls for {@code <FH>}, and for the same where a list is wanted. */
    static final String WHOLE = "readline";

    static final String LINES = "readlines";

    /** The named argument by which the grammar tells open() the handle. */
    static final String HANDLE = "handle";

    /** Decodes JSON. */
    static final String DECODE = "JSON->new->decode";

    private static final String OPENED = "handle ";

    private PerlFiles() {}

    static void register(Map<String, NativeFunction> all) {
        all.put(WHOLE, (machine, given) -> whole(opened(machine, given), machine, given));
        all.put(LINES, (machine, given) -> each(opened(machine, given), machine, given));
        for (String slurp : List.of("read_file", "slurp", "File::Slurp::read_file", "File::Slurper::read_text")) {
            all.put(slurp, (machine, given) -> whole(given.at(0), machine, given));
        }
        PerlSettings.register(all);
        for (String decode : List.of(
                "decode_json",
                "from_json",
                "JSON::decode_json",
                "JSON::XS::decode_json",
                "JSON::PP::decode_json",
                DECODE,
                "YAML::Load",
                "Load")) {
            all.put(decode, (machine, given) -> StructuredData.parsed(joined(given), machine));
        }
        for (String load : List.of("LoadFile", "YAML::LoadFile", "YAML::XS::LoadFile", "YAML::Syck::LoadFile")) {
            all.put(load, (machine, given) -> StructuredData.parsed(whole(given.at(0), machine, given), machine));
        }
    }

    /** The call for lines in the place of the call for the whole; null for any other expression. */
    static @Nullable Expression lines(Expression value) {
        return value instanceof Expression.Call call
                        && call.callee() instanceof Expression.Name name
                        && name.name().equals(WHOLE)
                ? new Expression.Call(
                        new Expression.Name(LINES, name.from(), name.to()), call.arguments(), call.from(), call.to())
                : null;
    }

    /** Settings in sections, as Config::Tiny and its kin read them. */
    static @Nullable Value settings(@Nullable Value path, Machine machine) {
        Source source = source(path, machine);
        return source == null ? null : StructuredData.ini(source, machine);
    }

    /** Remembers what a handle reads. */
    static void open(Machine machine, Arguments given) {
        String handle = PlainLanguage.string(given.named(HANDLE));
        String mode = PlainLanguage.string(given.at(1));
        if (handle == null) {
            return;
        }
        Value path = given.at(2);
        if (path == null && mode != null) {
            String name = mode.strip().replaceFirst("^<", "").strip();
            path = name.startsWith(">") || name.startsWith("+") ? null : Value.text(name, given.place());
        } else if (mode == null || !mode.strip().startsWith("<")) {
            path = null;
        }
        machine.properties().put(OPENED + handle, path == null ? Value.nothing(given.place()) : path);
    }

    private static @Nullable Value opened(Machine machine, Arguments given) {
        return machine.properties().get(OPENED + given.text(0, HANDLE));
    }

    private static Value whole(@Nullable Value path, Machine machine, Arguments given) {
        Source source = source(path, machine);
        return source == null
                ? unknown(path, given)
                : new Value.Scalar(
                        Kind.STRING,
                        new Word.Known(source.text(), given.place(), source.span(0, 0), Certainty.DERIVED));
    }

    private static Value each(@Nullable Value path, Machine machine, Arguments given) {
        Source source = source(path, machine);
        if (source == null) {
            return new ListValue(Container.LIST, List.of(), true);
        }
        return FileLines.of(source, "", given.place());
    }

    private static Value unknown(@Nullable Value path, Arguments given) {
        String name = PlainLanguage.string(path);
        return new Value.Unknown(
                name == null ? "<" + given.text(0, HANDLE) + ">" : "<" + name + ">",
                "the file is not among the project's files; map it, or declare what it reaches",
                given.place());
    }

    private static @Nullable Source source(@Nullable Value path, Machine machine) {
        String name = PlainLanguage.string(path);
        if (name == null || !name.startsWith("/") && machine.directory() == null) {
            return null;
        }
        String full = PlainLanguage.normal(name.startsWith("/") ? name : machine.directory() + "/" + name);
        return machine.execution().file(full) instanceof Sources.Content.Text text ? text.source() : null;
    }

    private static @Nullable Value joined(Arguments given) {
        Value text = given.at(0);
        return text instanceof ListValue list && !list.open() ? Words.join(list.items(), given.place()) : text;
    }
}
