package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.scan.UrlParts;
import org.jspecify.annotations.Nullable;

/** PHP's functions that give a text with other text in it, or a part of a URL; null where only the run will know. */
final class PhpTexts {

    private PhpTexts() {}

    /** {@code str_replace(search, replace, subject)}: arrays are gone through in their order, one after the other. */
    static @Nullable Value replaced(Machine machine, Arguments given) {
        Value search = given.at(0);
        if (search instanceof MapValue || search instanceof ListValue several && several.open()) {
            return null;
        }
        Value text = given.at(2);
        List<Value> searched = search instanceof ListValue several ? several.items() : List.of();
        for (int i = 0; i < searched.size(); i++) {
            Value by = given.at(1) instanceof ListValue list
                    ? i < list.size() ? list.items().get(i) : Value.text("", given.place())
                    : given.at(1);
            text = Replacements.replace(
                    text, Replacements.pattern(searched.get(i)), by, Replacements.Marks.BOTH, true, given.place());
        }
        return search instanceof ListValue
                ? text
                : Replacements.replace(
                        text, Replacements.pattern(search), given.at(1), Replacements.Marks.BOTH, true, given.place());
    }

    /** {@code strtr(text, pairs)}: the longest key at each place, and what was put in is not looked at again. */
    static @Nullable Value translated(Machine machine, Arguments given) {
        String subject = PlainLanguage.string(given.at(0));
        if (!(given.at(0) instanceof Value.Scalar text)
                || subject == null
                || !(given.at(1) instanceof MapValue pairs)
                || pairs.open()) {
            return null;
        }
        List<String> keys = new ArrayList<>(pairs.keys());
        keys.removeIf(String::isEmpty);
        keys.sort(Comparator.comparingInt(String::length).reversed());
        List<Value> pieces = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < subject.length()) {
            String key = first(keys, subject, at);
            Value by = key == null ? null : pairs.get(key);
            if (key == null || by == null) {
                at++;
                continue;
            }
            pieces.add(Value.text(subject.substring(from, at), given.place()));
            pieces.add(by);
            at += key.length();
            from = at;
        }
        String rest = subject.substring(from);
        pieces.add(Value.text(rest, given.place()));
        return from == 0 ? text : Words.join(pieces, given.place());
    }

    private static @Nullable String first(List<String> keys, String subject, int at) {
        for (String key : keys) {
            if (subject.startsWith(key, at)) {
                return key;
            }
        }
        return null;
    }

    /** {@code parse_url(url)}: an array of the parts that the URL has, or the one that the second argument names. */
    static @Nullable Value urlParts(Machine machine, Arguments given) {
        UrlParts url = UrlParts.of(PlainLanguage.string(given.at(0)));
        if (url == null || !(given.at(0) instanceof Value.Scalar text)) {
            return null;
        }
        if (given.size() > 1) {
            String name = given.text(1, "component");
            String part = name == null || !name.startsWith("PHP_URL_")
                    ? null
                    : part(url, name.substring("PHP_URL_".length()).toLowerCase(Locale.ROOT));
            return part == null ? null : Words.change(text, given.place(), whole -> part);
        }
        MapValue parts = new MapValue();
        for (String name : List.of("scheme", "host", "port", "path", "query")) {
            String part = part(url, name);
            if (part != null && !part.isEmpty()) {
                parts.put(machine.journal(), name, Words.change(text, given.place(), whole -> part));
            }
        }
        // user, password and fragment are of no interest, and yet may be there
        parts.opens(machine.journal(), given.place());
        return parts;
    }

    private static @Nullable String part(UrlParts url, String name) {
        return switch (name) {
            case "scheme" -> url.scheme();
            case "host" -> url.host();
            case "port" -> url.port();
            case "path" -> url.path();
            case "query" -> url.query();
            default -> null;
        };
    }
}
