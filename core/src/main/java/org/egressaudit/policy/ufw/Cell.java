package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What stands under To or From in {@code ufw status}.
 *
 * <pre>
 * Anywhere    443/tcp    10.20.0.0/16 5432/tcp on eth1    203.0.113.1/esp    80,443/tcp (WWW Full (v6))    WWW Full (v6)
 * </pre>
 *
 * @param prefix or null for anywhere
 * @param services protocols and ports; one that is empty for any
 * @param device the interface, or null
 * @param v6 whether it says so, or has an address of IPv6
 * @param doubt what is not understood of it, or null
 */
record Cell(
        @Nullable Prefix prefix,
        List<Applications.Service> services,
        @Nullable String device,
        boolean v6,
        @Nullable String doubt) {

    private static final Applications.Service ANY = new Applications.Service(null, List.of());
    private static final Pattern DEVICE = Pattern.compile("(.*?)\\s+on\\s+(\\S+)");
    private static final Pattern VERBOSE_PROFILE = Pattern.compile("(.*?)\\s*\\((.*)\\)");
    private static final Pattern ADDRESS = Pattern.compile("([0-9a-fA-F.:]+(?:/\\d{1,3})?)(?:/([a-z][a-z0-9]*))?");

    Cell {
        services = List.copyOf(services);
    }

    static Cell read(String cell, Applications applications) {
        String text = cell;
        String device = null;
        Matcher on = DEVICE.matcher(text);
        if (on.matches()) {
            device = on.group(2);
            text = on.group(1);
        }
        boolean v6 = text.contains("(v6)");
        text = text.replace("(v6)", "").trim();
        Matcher profile = VERBOSE_PROFILE.matcher(text);
        if (profile.matches()) {
            // the ports stand before the profile's name, as they were when the rule was made
            text = profile.group(1);
        }
        String first = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
        String rest = text.contains(" ") ? text.substring(text.indexOf(' ') + 1).trim() : "";
        if (first.equals("Anywhere") && rest.isEmpty()) {
            return new Cell(null, List.of(ANY), device, v6, null);
        }
        if (first.startsWith("Anywhere/") && rest.isEmpty()) {
            return protocolOnly(null, first.substring(first.indexOf('/') + 1), device, v6);
        }
        Matcher address = ADDRESS.matcher(first);
        Optional<Prefix> prefix = address.matches() ? prefix(address.group(1)) : Optional.empty();
        if (prefix.isEmpty()) {
            return ports(null, text, device, v6, applications);
        }
        boolean own = prefix.get().base().v6();
        if (address.group(2) != null && rest.isEmpty()) {
            return protocolOnly(prefix.get(), address.group(2), device, v6 || own);
        }
        return rest.isEmpty()
                ? new Cell(prefix.get(), List.of(ANY), device, v6 || own, null)
                : ports(prefix.get(), rest, device, v6 || own, applications);
    }

    /** A port such as {@code 443} is no address. */
    private static Optional<Prefix> prefix(String text) {
        if (!text.contains(".") && text.indexOf(':') == text.lastIndexOf(':')) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(Prefix::of);
        }
        // ufw keeps the host bits of an address with a length; iptables does not look at them
        return IpAddress.parse(text.substring(0, slash)).flatMap(base -> {
            int length = Integer.parseInt(text.substring(slash + 1));
            return length > (base.v6() ? 128 : 32) ? Optional.empty() : Optional.of(new Prefix(base, length));
        });
    }

    private static Cell protocolOnly(@Nullable Prefix prefix, String name, @Nullable String device, boolean v6) {
        Optional<Protocol> protocol = Ports.protocol(name);
        return new Cell(
                prefix,
                List.of(new Applications.Service(protocol.orElse(null), List.of())),
                device,
                v6,
                protocol.isPresent() ? null : "`" + name + "` is no protocol of ufw");
    }

    private static Cell ports(
            @Nullable Prefix prefix, String text, @Nullable String device, boolean v6, Applications applications) {
        Optional<Applications.Service> service = Applications.service(text);
        if (service.isPresent()) {
            return new Cell(prefix, List.of(service.get()), device, v6, null);
        }
        Optional<List<Applications.Service>> profile = applications.profile(text);
        return new Cell(
                prefix,
                profile.orElse(List.of(ANY)),
                device,
                v6,
                profile.isPresent()
                        ? null
                        : "`" + text + "` is an application profile that is not known: hand in `ufw status verbose`, or"
                                + " name the folder of profiles as `applications: DIR`");
    }
}
