package org.egressaudit.demand.script.scan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart as scripts do it (RFC 3986, appendix B), before its characters are judged.
 *
 * @param scheme without the colon
 * @param host an IPv6 address with its brackets
 * @param port as written; empty when the URL has none
 * @param path empty or with its slash
 * @param query without the question mark; empty when the URL has none
 */
public record UrlParts(String scheme, String host, String port, String path, String query) {

    private static final Pattern URL = Pattern.compile(
            "(\\w[\\w+.-]*)://(?:[^/@]*@)?(\\[[^\\]]*\\]|[^/:?#]*)(?::(\\d+))?([^?#]*)(?:\\?([^#]*))?.*",
            Pattern.DOTALL);

    /** The parts of a text; null when it is no URL with a host. */
    public static @Nullable UrlParts of(@Nullable String text) {
        Matcher matcher = URL.matcher(text == null ? "" : text);
        return matcher.matches()
                ? new UrlParts(
                        matcher.group(1),
                        matcher.group(2),
                        written(matcher.group(3)),
                        matcher.group(4),
                        written(matcher.group(5)))
                : null;
    }

    private static String written(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** Host and port, as the URL has them. */
    public String authority() {
        return port.isEmpty() ? host : host + ":" + port;
    }
}
