package org.egressaudit.demand.script.python;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** {@code urllib.parse}: URLs joined, taken apart, quoted. */
final class UrlLibrary {

    private UrlLibrary() {}

    static void register(Map<String, NativeFunction> all) {
        for (String module :
                List.of("urllib.parse.", "urlparse.", "urllib.", "requests.compat.", "six.moves.urllib.parse.")) {
            all.put(module + "urljoin", UrlLibrary::join);
            all.put(module + "urlparse", UrlLibrary::parse);
            all.put(module + "urlsplit", UrlLibrary::parse);
            all.put(module + "urlunparse", UrlLibrary::unparse);
            all.put(module + "urlunsplit", UrlLibrary::unparse);
            all.put(module + "urlencode", UrlLibrary::encode);
            for (String quote : List.of("quote", "quote_plus", "unquote", "unquote_plus")) {
                all.put(module + quote, (machine, given) -> given.at(0));
            }
        }
    }

    private static @Nullable Value join(Machine machine, Arguments given) {
        Value base = given.parameter(0, "base");
        Value relative = given.parameter(1, "url");
        if (base == null || relative == null) {
            return base;
        }
        List<Value> all = new ArrayList<>();
        for (Value one : base.options()) {
            for (Value other : relative.options()) {
                all.add(join(one, other, given.place()));
            }
        }
        return Value.either(all);
    }

    private static Value join(Value base, Value relative, Span place) {
        String start = PythonLanguage.string(base);
        String end = PythonLanguage.string(relative);
        if (end == null && relative instanceof Value.Scalar partly && partly.word() instanceof Word.Joined joined) {
            end = joined.parts().get(0).known().orElse("x");
        }
        if (end != null && end.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            return relative;
        }
        if (start == null) {
            // the host stands in the base; what is joined can only change the path
            return Words.join(List.of(base, Value.text("/", place), relative), place);
        }
        if (PythonLanguage.string(relative) == null) {
            int host = start.indexOf("://") < 0 ? 0 : start.indexOf("://") + 3;
            int slash = start.indexOf('/', host);
            String top = slash < 0 ? start + "/" : start.substring(0, slash + 1);
            return Words.join(List.of(retained(base, top, place), relative), place);
        }
        try {
            String joined =
                    new URI(start).resolve(new URI(end == null ? "" : end)).toString();
            return retained(base, joined, place);
        } catch (URISyntaxException | IllegalArgumentException notUrls) {
            return Words.join(List.of(base, Value.text("/", place), relative), place);
        }
    }

    private static Value retained(Value base, String text, Span place) {
        return base instanceof Value.Scalar scalar
                ? TextMembers.change(scalar, place, before -> text)
                : Value.text(text, place);
    }

    private static @Nullable Value parse(Machine machine, Arguments given) {
        if (!(given.parameter(0, "url") instanceof Value.Scalar url) || url.text() == null) {
            return null;
        }
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                        "(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
                        java.util.regex.Pattern.DOTALL)
                .matcher(url.text());
        if (!matcher.matches()) {
            return null;
        }
        String[] names = {"scheme", "netloc", "path", "query", "fragment"};
        Value.ClassObject type = new Value.ClassObject("ParseResult", List.of(), true);
        Value.Instance result = new Value.Instance(type);
        for (int i = 0; i < names.length; i++) {
            String part = matcher.group(i + 1) == null ? "" : matcher.group(i + 1);
            result.attributes().put(machine.journal(), names[i], retained(url, part, given.place()));
        }
        String authority = matcher.group(2) == null ? "" : matcher.group(2);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        boolean port = colon >= 0 && host.indexOf(']', colon) < 0;
        String name = port ? host.substring(0, colon) : host;
        result.attributes()
                .put(
                        machine.journal(),
                        "hostname",
                        retained(url, name.toLowerCase(java.util.Locale.ROOT), given.place()));
        result.attributes()
                .put(
                        machine.journal(),
                        "port",
                        port ? Value.number(host.substring(colon + 1), given.place()) : Value.nothing(given.place()));
        result.attributes().put(machine.journal(), "geturl", new Value.Native("geturl", (run, none) -> url));
        return result;
    }

    private static @Nullable Value unparse(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof ListValue parts) || parts.size() < 3) {
            return null;
        }
        List<Value> items = parts.items();
        return Words.join(
                List.of(items.get(0), Value.text("://", given.place()), items.get(1), items.get(2)), given.place());
    }

    private static Value encode(Machine machine, Arguments given) {
        boolean known = given.at(0) instanceof MapValue map && !map.open();
        return new Value.Unknown(
                "urlencode(...)",
                known ? "it is a query string" : "it is a query of values that only the run will know",
                given.place());
    }
}
