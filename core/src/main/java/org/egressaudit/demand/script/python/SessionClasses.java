package org.egressaudit.demand.script.python;

import java.util.Locale;
import java.util.Set;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Classes of the project that inherit from a session of requests or httpx and have a {@code request} of their own: the
 * session's other methods go through it.
 */
final class SessionClasses {

    private static final Set<String> SESSIONS = Set.of(
            "requests.Session",
            "requests.sessions.Session",
            "requests.session",
            "httpx.Client",
            "httpx.AsyncClient",
            "requests_cache.CachedSession",
            "requests_html.HTMLSession",
            "requests_toolbelt.sessions.BaseUrlSession",
            "aiohttp.ClientSession");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private SessionClasses() {}

    /** {@code get} and its kin; null for other members, and for classes without a {@code request} of their own. */
    static @Nullable Value member(Value object, String name, Machine machine, Span place) {
        Value.Instance instance = object instanceof Value.Instance own
                ? own
                : object instanceof Value.Super view && view.self() instanceof Value.Instance self ? self : null;
        if (instance == null || !METHODS.contains(name) || !isSession(instance.type(), 0)) {
            return null;
        }
        if (!(machine.members().own(instance, "request", place) instanceof Value.Routined request)) {
            return null;
        }
        Value method = MapValue.key(name.toUpperCase(Locale.ROOT), place);
        return new Value.Native(name, (run, given) -> run.calls().call(request, given.prepend(method), "request"));
    }

    private static boolean isSession(Value.ClassObject type, int depth) {
        return type.bases().stream()
                .anyMatch(base -> base instanceof Value.External external && SESSIONS.contains(external.name())
                        || base instanceof Value.ClassObject parent && depth < 20 && isSession(parent, depth + 1));
    }
}
