package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@code configparser} that name others: {@code %(name)s} of the section or of {@code DEFAULT}, and
 * <code>${name}</code> or <code>${section:name}</code> where the parser interpolates so.
 */
final class IniInterpolation {

    private static final Pattern BASIC = Pattern.compile("%(?:(%)|\\(([^)]+)\\)s)");

    private static final Pattern EXTENDED = Pattern.compile("\\$(?:(\\$)|\\{([^}]+)\\})");

    /** As deep as configparser goes ("MAX_INTERPOLATION_DEPTH"). */
    private static final int DEEPEST = 10;

    private final MapValue sections;
    private final Pattern places;
    private final Machine machine;

    private IniInterpolation(MapValue sections, boolean extended, Machine machine) {
        this.sections = sections;
        this.places = extended ? EXTENDED : BASIC;
        this.machine = machine;
    }

    /** Puts the values of the options that are named in their places. */
    static void apply(MapValue sections, boolean extended, Machine machine) {
        IniInterpolation interpolation = new IniInterpolation(sections, extended, machine);
        for (String name : sections.keys()) {
            if (sections.get(name) instanceof MapValue section) {
                for (String option : section.keys()) {
                    Value value = section.get(option);
                    if (value != null) {
                        section.put(machine.journal(), option, interpolation.value(value, section, 0));
                    }
                }
            }
        }
    }

    private Value value(Value value, MapValue section, int depth) {
        String text = PythonLanguage.string(value);
        Matcher found = text == null ? null : places.matcher(text);
        if (text == null || found == null || depth > DEEPEST || !found.find()) {
            return value;
        }
        Span place = value instanceof Value.Scalar scalar
                ? scalar.word().span()
                : machine.program().source().span(0, 0);
        List<Value> parts = new ArrayList<>();
        int from = 0;
        do {
            parts.add(Value.text(text.substring(from, found.start()), place));
            from = found.end();
            Value named = found.group(2) == null ? Value.text(found.group(1), place) : named(found.group(2), section);
            if (named == null) {
                return value;
            }
            parts.add(value(named, section, depth + 1));
        } while (found.find());
        parts.add(Value.text(text.substring(from), place));
        return Words.join(parts, place);
    }

    private @Nullable Value named(String name, MapValue section) {
        int colon = name.indexOf(':');
        boolean other = colon >= 0 && places == EXTENDED;
        MapValue holder = other && sections.get(name.substring(0, colon)) instanceof MapValue named ? named : section;
        String option = other ? name.substring(colon + 1) : name;
        Value own = holder.get(option);
        return own != null || !(sections.get("DEFAULT") instanceof MapValue usual) ? own : usual.get(option);
    }
}
