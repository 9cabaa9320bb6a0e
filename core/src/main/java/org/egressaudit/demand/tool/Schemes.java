package org.egressaudit.demand.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.egressaudit.net.Protocol;

/** What the scheme of a URL says of the port, read from {@code schemes.properties}. */
final class Schemes {

    private static final Properties KNOWN = load();

    /**
     * Where a scheme leads by default.
     *
     * @param port 1 to 65535, or 0 when a URL of this scheme leads to nothing on the network
     * @param protocol what carries it
     */
    record Service(int port, Protocol protocol) {
        boolean local() {
            return port == 0;
        }
    }

    private Schemes() {}

    /**
     * The service of a scheme. {@code mysql+pymysql} is the database before the driver, {@code svn+ssh} and
     * {@code git+https} are the transport after the program.
     */
    static Optional<Service> service(String scheme) {
        String name = scheme.toLowerCase(Locale.ROOT);
        Optional<Service> whole = read(name);
        int plus = name.indexOf('+');
        if (whole.isPresent() || plus < 0) {
            return whole;
        }
        String last = name.substring(name.lastIndexOf('+') + 1);
        boolean transport = last.equals("ssh") || last.equals("http") || last.equals("https") || last.equals("unix");
        return read(transport ? last : name.substring(0, plus));
    }

    private static Optional<Service> read(String scheme) {
        String value = KNOWN.getProperty(scheme);
        if (value == null) {
            return Optional.empty();
        }
        if (value.equals("local")) {
            return Optional.of(new Service(0, Protocol.TCP));
        }
        boolean udp = value.endsWith("/udp");
        int port = Integer.parseInt(udp ? value.substring(0, value.length() - 4) : value);
        return Optional.of(new Service(port, udp ? Protocol.UDP : Protocol.TCP));
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Schemes.class.getResourceAsStream("schemes.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
