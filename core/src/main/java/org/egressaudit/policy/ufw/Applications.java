package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * Application profiles: {@code applications.d}, sections with a line of ports (ufw(8), APPLICATION INTEGRATION).
 *
 * @param profiles by name
 */
record Applications(Map<String, List<Service>> profiles) {

    Applications {
        profiles = Map.copyOf(profiles);
    }

    /**
     * One entry of a profile's ports.
     *
     * @param protocol or null for TCP and UDP
     * @param ports or empty for all
     */
    record Service(@Nullable Protocol protocol, List<PortRange> ports) {
        Service {
            ports = List.copyOf(ports);
        }
    }

    Optional<List<Service>> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** The profiles of the folder that the layer names, or that stands beside its file. */
    static Applications of(Request request) {
        Settings.Value said = request.settings().value("applications").orElse(null);
        String file = request.named().text();
        String beside = (file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "") + "applications.d";
        String folder = said == null ? beside : said.text();
        Map<String, List<Service>> profiles = new HashMap<>();
        if (request.sources().kind(folder) == Sources.Kind.FOLDER) {
            for (String name : request.sources().list(folder)) {
                request.text(folder + "/" + name, request.named().span())
                        .ifPresent(source -> read(source, profiles, request));
            }
        } else if (said != null) {
            request.error("rules-unreadable", said.span(), "`" + folder + "` is not a folder of the project");
        }
        return new Applications(profiles);
    }

    private static void read(Source source, Map<String, List<Service>> profiles, Request request) {
        String name = null;
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number).trim();
            if (line.startsWith("[") && line.endsWith("]")) {
                name = line.substring(1, line.length() - 1);
            } else if (name != null && line.matches("ports\\s*[=:].*")) {
                List<Service> services = new ArrayList<>();
                for (String entry : line.replaceFirst("ports\\s*[=:]\\s*", "").split("\\|")) {
                    Optional<Service> service = service(entry.trim());
                    if (service.isEmpty()) {
                        request.warning(
                                "ufw-profile-unread",
                                source.span(source.offset(number), source.offset(number) + line.length()),
                                "`" + entry.trim() + "` is no port of an application profile; write `443/tcp`");
                        services = null;
                        break;
                    }
                    services.add(service.get());
                }
                if (services != null) {
                    profiles.put(name, services);
                }
            }
        }
    }

    /** {@code 443/tcp}, {@code 53}, {@code 4000:4010/udp}, {@code any/tcp}. */
    static Optional<Service> service(String text) {
        int slash = text.indexOf('/');
        String ports = slash < 0 ? text : text.substring(0, slash);
        Optional<Protocol> protocol = slash < 0 ? Optional.empty() : Ports.protocol(text.substring(slash + 1));
        if (slash >= 0 && protocol.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<PortRange>> ranges = ports.equals("any") ? Optional.of(List.of()) : Ports.ranges(ports);
        return ranges.map(known -> new Service(protocol.orElse(null), known));
    }
}
