package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * A resolv.conf(5) file, as the resolver of glibc 2.36 reads it.
 *
 * @param nameServers in the order in which they are asked; at most three, more are not read
 * @param search domains appended to names, in order
 * @param dots a name with at least so many dots is first asked as it is; 0 to 15
 * @param timeoutSeconds how long a server may take; 1 to 30
 * @param attempts how often the list of servers is gone through; 1 to 5
 * @param tcp whether queries go by TCP only ({@code use-vc})
 */
public record ResolvConf(
        List<Located> nameServers, List<String> search, int dots, int timeoutSeconds, int attempts, boolean tcp) {

    /** MAXNS of resolv.h. */
    private static final int MOST_SERVERS = 3;

    public ResolvConf {
        nameServers = List.copyOf(nameServers);
        search = List.copyOf(search);
    }

    /** A name server and where it is named. */
    public record Located(IpAddress address, Span span) {}

    /** Reads a file. */
    public static Parsed<ResolvConf> read(Source source) {
        return new Reading(source).read();
    }

    private static final class Reading {
        private final Source source;
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private final List<Located> servers = new ArrayList<>();
        private List<String> search = List.of();
        private int dots = 1;
        private int timeout = 5;
        private int attempts = 2;
        private boolean tcp;

        Reading(Source source) {
            this.source = source;
        }

        Parsed<ResolvConf> read() {
            for (int number = 1; number <= source.lineCount(); number++) {
                String line = source.line(number);
                if (!line.startsWith("#") && !line.startsWith(";")) {
                    List<Words.Located> words = Words.of(source, number, "");
                    if (!words.isEmpty()) {
                        line(words.get(0), words.subList(1, words.size()));
                    }
                }
            }
            return new Parsed<>(new ResolvConf(servers, search, dots, timeout, attempts, tcp), diagnostics);
        }

        private void line(Words.Located keyword, List<Words.Located> values) {
            switch (keyword.text()) {
                case "nameserver" -> nameServer(keyword, values);
                case "search", "domain" ->
                    search = values.stream()
                            .limit(keyword.text().equals("domain") ? 1 : Long.MAX_VALUE)
                            .map(value -> DomainName.normal(value.text()))
                            .filter(domain -> !domain.isEmpty())
                            .toList();
                case "options" -> values.forEach(this::option);
                case "sortlist" -> {
                    // orders the answer, does not change it
                }
                default ->
                    diagnostics.add(Diagnostic.warning(
                            "resolv-conf-keyword",
                            keyword.span(),
                            "`" + keyword.text()
                                    + "` is not a keyword of resolv.conf, so the resolver skips the line"));
            }
        }

        private void nameServer(Words.Located keyword, List<Words.Located> values) {
            if (values.isEmpty()) {
                diagnostics.add(
                        Diagnostic.warning("resolv-conf-server", keyword.span(), "no address follows `nameserver`"));
                return;
            }
            Words.Located value = values.get(0);
            int zone = value.text().indexOf('%');
            Optional<IpAddress> address =
                    IpAddress.parse(zone > 0 ? value.text().substring(0, zone) : value.text());
            if (address.isEmpty()) {
                diagnostics.add(Diagnostic.warning(
                        "resolv-conf-server",
                        value.span(),
                        "`" + value.text() + "` is not an address, so this server is never asked"));
            } else if (servers.size() == MOST_SERVERS) {
                diagnostics.add(Diagnostic.warning(
                        "resolv-conf-server",
                        value.span(),
                        "a fourth name server is never asked: the resolver takes the first three"));
            } else {
                servers.add(new Located(address.get(), value.span()));
            }
        }

        private void option(Words.Located option) {
            int colon = option.text().indexOf(':');
            String name = colon < 0 ? option.text() : option.text().substring(0, colon);
            String value = colon < 0 ? "" : option.text().substring(colon + 1);
            switch (name) {
                case "ndots" -> dots = number(option, value, 0, 15, dots);
                case "timeout" -> timeout = number(option, value, 1, 30, timeout);
                case "attempts" -> attempts = number(option, value, 1, 5, attempts);
                case "use-vc" -> tcp = true;
                default -> {
                    // the others change neither who is asked nor what is answered
                }
            }
        }

        private int number(Words.Located option, String value, int least, int most, int usual) {
            boolean digits =
                    !value.isEmpty() && value.length() < 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits) {
                diagnostics.add(Diagnostic.warning(
                        "resolv-conf-option", option.span(), "`" + option.text() + "` needs a number after the colon"));
                return usual;
            }
            return Math.max(least, Math.min(most, Integer.parseInt(value)));
        }
    }
}
