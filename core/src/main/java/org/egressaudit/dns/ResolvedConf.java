package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * A resolved.conf(5) file: the servers that systemd-resolved asks, as far as that file says.
 *
 * <p>Those that DHCP or a link's own settings give it are not in the file; {@code FallbackDNS} is asked only when there is
 * no other server at all. Drop-ins in {@code resolved.conf.d} are not read.
 *
 * @param servers in the order of the file
 * @param encrypted whether they are asked by DNS over TLS only ({@code DNSOverTLS=yes}), port 853 by TCP (RFC 7858)
 */
public record ResolvedConf(List<Located> servers, boolean encrypted) {

    public ResolvedConf {
        servers = List.copyOf(servers);
    }

    /** A server and where it is named. */
    public record Located(NameServer server, Span span) {}

    /** Reads a file. */
    public static Parsed<ResolvedConf> read(Source source) {
        List<Located> servers = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        boolean encrypted = false;
        boolean inside = false;
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number).strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                inside = line.equals("[Resolve]");
            } else if (inside && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                String key = line.substring(0, equals).strip();
                String value = line.substring(equals + 1).strip();
                if (key.equals("DNS")) {
                    servers(source, number, servers, diagnostics);
                } else if (key.equals("DNSOverTLS")) {
                    encrypted = List.of("yes", "true", "on", "1").contains(value);
                }
            }
        }
        return new Parsed<>(new ResolvedConf(servers, encrypted), diagnostics);
    }

    /** An empty assignment forgets what was assigned before, as in all files of systemd. */
    private static void servers(Source source, int line, List<Located> servers, List<Diagnostic> diagnostics) {
        String text = source.line(line);
        int from = text.indexOf('=') + 1;
        if (text.substring(from).isBlank()) {
            servers.clear();
            return;
        }
        for (Words.Located word : Words.of(source, line, "")) {
            if (word.span().endColumn() <= from + 1) {
                continue;
            }
            int skipped = Math.max(0, from + 1 - word.span().column());
            String written = word.text().substring(skipped);
            Span span = Span.of(
                    source.file(),
                    line,
                    word.span().column() + skipped,
                    word.span().endColumn());
            Optional<NameServer> server =
                    NameServer.parse(written.replaceFirst("#.*", "").replaceFirst("%[^:\\]]*", ""));
            server.ifPresent(found -> servers.add(new Located(found, span)));
            if (server.isEmpty() && !written.isEmpty()) {
                diagnostics.add(Diagnostic.warning(
                        "resolved-conf-server",
                        span,
                        "`" + written + "` is not an address, so this server is never asked"));
            }
        }
    }
}
