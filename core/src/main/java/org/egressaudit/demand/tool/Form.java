package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways in which tools write a destination. Each reads a text that may hold {@link Sketch#HOLE holes}. */
enum Form {
    /** {@code scheme://user@host:port/path}; without a scheme the tool's own, or else nothing on the network. */
    URL {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            return url(text, scheme);
        }
    },
    /** {@code host}, {@code host:port}, {@code user@host}, {@code [address]:port}, a URL, or several with commas. */
    HOST {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            if (SCHEME.matcher(text).find() && text.indexOf("://") == text.lastIndexOf("://")) {
                // one URL, whose authority may name several hosts
                return url(text.strip(), scheme);
            }
            List<Destination> found = new ArrayList<>();
            for (String one : text.split("[,\\s]+")) {
                if (one.contains("://")) {
                    found.addAll(url(one, scheme));
                } else if (!one.isEmpty()) {
                    found.addAll(authority(one, scheme));
                }
            }
            return found;
        }
    },
    /** {@code user@host:path}, where a slash before the colon makes it a file of this machine; or a URL. */
    REMOTE {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            return text.contains("://") ? url(text, scheme) : remote(text, scheme);
        }
    },
    /** rsync(1): {@code rsync://host/module}, {@code host::module}, or {@code host:path} over a remote shell. */
    RSYNC {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            if (text.contains("://")) {
                return url(text, scheme);
            }
            int daemon = text.indexOf("::");
            int slash = text.indexOf('/');
            if (daemon > 0 && (slash < 0 || daemon < slash)) {
                return authority(text.substring(0, daemon), "rsync");
            }
            return remote(text, "ssh");
        }
    },
    /** A container image: {@code registry/name:tag}; a first part without dot, colon or {@code localhost} is no host. */
    IMAGE {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            String name = text.contains("://") ? text.substring(text.indexOf("://") + 3) : text;
            int slash = name.indexOf('/');
            String first = slash < 0 ? "" : name.substring(0, slash);
            boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
            // the registry of Docker Hub, by the name that images have for it
            boolean hub = first.equals("docker.io") || first.equals("index.docker.io");
            registry &= !hub;
            boolean unknown = name.indexOf(Sketch.HOLE) == 0 || first.indexOf(Sketch.HOLE) >= 0;
            return authority(registry || unknown ? (slash < 0 ? name : first) : "registry-1.docker.io", scheme);
        }
    },
    /** libpq's {@code host=a port=5432 dbname=x}, or its URL (PostgreSQL manual, 34.1.1); a bare name is no host. */
    CONNINFO {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            if (text.contains("://")) {
                return url(text, scheme);
            }
            String host = keyword(text, "hostaddr");
            host = host == null ? keyword(text, "host") : host;
            if (host == null) {
                return List.of();
            }
            return paired(host, keyword(text, "port"), scheme);
        }
    },
    /** {@code driver:host=a;port=b} of PDO and DBI, {@code Server=a,1433;...} of ODBC, or a JDBC URL. */
    DSN {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            Matcher driver = DRIVER.matcher(text);
            String kind = driver.find() ? DRIVERS.matcher(driver.group(1)).replaceAll("") : "";
            String named = kind.isEmpty() ? scheme : database(kind.toLowerCase(Locale.ROOT));
            if (text.contains("://")) {
                return url(text, named);
            }
            String host = keyword(text, "hostname");
            host = host == null ? keyword(text, "host") : host;
            host = host == null ? keyword(text, "server") : host;
            host = host == null ? keyword(text, "data source") : host;
            if (host == null) {
                return text.indexOf(Sketch.HOLE) == 0 ? List.of(new Destination(named, text, null)) : List.of();
            }
            String server = host.startsWith("tcp:") ? host.substring(4) : host;
            return paired(server, keyword(text, "port"), named);
        }
    },
    /** {@code //server/share} or {@code \\server\share}. */
    UNC {
        @Override
        List<Destination> read(String text, @Nullable String scheme) {
            String path = text.replace('\\', '/');
            if (path.startsWith("//")) {
                return authority(path.substring(2).split("/", 2)[0], scheme);
            }
            return path.indexOf(Sketch.HOLE) == 0 ? List.of(new Destination(scheme, path, null)) : List.of();
        }
    };

    /**
     * A place on the network as far as a text names it; every part may hold holes.
     *
     * @param scheme the scheme, when one is written or implied
     * @param host name or address, without brackets; never empty
     * @param port as written, or null
     */
    record Destination(
            @Nullable String scheme, String host, @Nullable String port) {}

    /** The destinations that a text names; none when it names nothing on the network. */
    abstract List<Destination> read(String text, @Nullable String scheme);

    /** Whether an unknown text of this form may be a file of this machine as well. */
    boolean mayBeLocal() {
        return this == REMOTE || this == RSYNC || this == UNC;
    }

    private static final Pattern SCHEME = Pattern.compile("^(?:jdbc:)?([A-Za-z][A-Za-z0-9+.-]*)://");

    private static final Pattern DRIVER = Pattern.compile("^(?:dbi:|jdbc:)?([A-Za-z]\\w*)(?:\\([^)]*\\))?:");

    private static final Pattern DRIVERS = Pattern.compile("(?i)^pdo_");

    /** A last label that ends a name: two letters of a country, or one of the usual ones. */
    private static final Pattern COMPLETE_NAME = Pattern.compile(
            "(?i)(?:[a-z0-9_-]+\\.)+(?:[a-z]{2}|com|org|net|edu|gov|mil|int|info|biz|dev|app|cloud|site|online|xyz|"
                    + "local|lan|internal|intranet|corp|home|example|test)|\\d{1,3}(?:\\.\\d{1,3}){3}|localhost");

    private static List<Destination> url(String text, @Nullable String scheme) {
        Matcher matcher = SCHEME.matcher(text);
        String rest;
        String own;
        if (matcher.find()) {
            own = matcher.group(1).toLowerCase(Locale.ROOT);
            rest = text.substring(matcher.end());
        } else if (text.indexOf("://") > 0 && text.indexOf(Sketch.HOLE) >= 0) {
            own = text.substring(0, text.indexOf("://"));
            rest = text.substring(text.indexOf("://") + 3);
        } else if (text.startsWith("//")) {
            own = scheme == null ? "https" : scheme;
            rest = text.substring(2);
        } else if (scheme == null) {
            return text.indexOf(Sketch.HOLE) == 0 ? List.of(new Destination(null, text, null)) : List.of();
        } else {
            own = scheme;
            rest = text;
        }
        if (Schemes.service(own).map(Schemes.Service::local).orElse(false)) {
            return List.of();
        }
        int end = 0;
        while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        List<Destination> found = new ArrayList<>();
        for (String one : rest.substring(rest.lastIndexOf('@', end) + 1, end).split(",")) {
            found.addAll(authority(one, own));
        }
        return found;
    }

    private static List<Destination> remote(String text, @Nullable String scheme) {
        int colon = text.indexOf(':');
        if (text.startsWith("[") || text.indexOf("@[") > 0) {
            colon = text.indexOf("]:") + 1;
        }
        int slash = text.indexOf('/');
        boolean marked = colon > 0 && (slash < 0 || colon < slash);
        if (!marked) {
            return text.indexOf(Sketch.HOLE) == 0 && colon < 0
                    ? List.of(new Destination(scheme, text, null))
                    : List.of();
        }
        boolean drive = colon == 1 && Character.isLetter(text.charAt(0)) && text.startsWith(":\\", 1);
        return drive ? List.of() : authority(text.substring(0, colon), scheme);
    }

    /** {@code user@host:port}, brackets around an IPv6 address allowed. */
    private static List<Destination> authority(String text, @Nullable String scheme) {
        String place = text.substring(text.lastIndexOf('@') + 1);
        String host = place;
        String port = null;
        if (place.startsWith("[")) {
            int close = place.indexOf(']');
            host = close < 0 ? place.substring(1) : place.substring(1, close);
            port = close >= 0 && place.startsWith(":", close + 1) ? place.substring(close + 2) : null;
        } else {
            int colon = place.indexOf(':');
            if (colon >= 0 && colon == place.lastIndexOf(':')) {
                host = place.substring(0, colon);
                port = place.substring(colon + 1);
            }
        }
        int hole = host.indexOf(Sketch.HOLE);
        boolean pathFollows = hole > 0
                && port == null
                && COMPLETE_NAME.matcher(host.substring(0, hole)).matches()
                && host.substring(hole).chars().allMatch(c -> c == Sketch.HOLE);
        String known = pathFollows ? host.substring(0, hole) : host;
        return known.isEmpty()
                ? List.of()
                : List.of(new Destination(scheme, known, port == null || port.isEmpty() ? null : port));
    }

    private static List<Destination> paired(String hosts, @Nullable String ports, @Nullable String scheme) {
        String[] each = hosts.split(",");
        String[] port = ports == null ? new String[0] : ports.split(",");
        if (each.length == 2 && each[1].matches("[0-9]{1,5}") && port.length == 0) {
            return List.of(new Destination(scheme, each[0], each[1]));
        }
        List<Destination> found = new ArrayList<>();
        for (int i = 0; i < each.length; i++) {
            String own = port.length == 0 ? null : port[Math.min(i, port.length - 1)].strip();
            String host = each[i].strip();
            if (!host.isEmpty()) {
                found.addAll(
                        own == null && !host.startsWith("/")
                                ? authority(host, scheme)
                                : List.of(new Destination(scheme, host, own)));
            }
        }
        return found;
    }

    private static @Nullable String keyword(String text, String name) {
        Matcher matcher = Pattern.compile(
                        "(?i)(?:^|[;:\\s])" + Pattern.quote(name) + "\\s*=\\s*(?:'([^']*)'|([^;\\s]*))")
                .matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static String database(String driver) {
        return switch (driver) {
            case "pg", "pgsql" -> "postgresql";
            case "mysql", "mariadb" -> "mysql";
            case "sqlsrv", "dblib", "sybase", "mssql", "odbc" -> "mssql";
            case "oci" -> "oracle";
            default -> driver;
        };
    }
}
