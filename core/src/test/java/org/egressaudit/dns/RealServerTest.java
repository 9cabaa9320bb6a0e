package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egressaudit.net.IpAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NSD with zones of ours, and Unbound that looks names up there, both on loopback: the second opinion on what
 * {@link LoopbackNameServer} plays. Skipped where they are not installed, unless {@code -Degress.confirm=require}.
 */
class RealServerTest {

    private static final Path NSD = Path.of("/usr/sbin/nsd");
    private static final Path UNBOUND = Path.of("/usr/sbin/unbound");

    private static final String SOA =
            "@ 3600 SOA ns hostmaster 1 3600 600 86400 60\n@ 3600 NS ns\nns 3600 A 127.0.0.1\n";

    @TempDir
    Path folder = Path.of(".");

    private @Nullable Process nsd;
    private @Nullable Process unbound;
    private int nsdPort;
    private int unboundPort;

    @BeforeEach
    void start() throws IOException {
        boolean installed = Files.isExecutable(NSD) && Files.isExecutable(UNBOUND);
        if (System.getProperty("egress.confirm", "").equals("require")) {
            assertThat(installed).as("nsd and unbound are installed").isTrue();
        }
        Assumptions.assumeTrue(installed, "nsd and unbound are not installed: nothing confirms our name server");
        nsdPort = freePort();
        unboundPort = freePort();
        Files.writeString(
                folder.resolve("com.zone"),
                SOA + """
                both   600 A     192.0.2.10
                both   600 AAAA  2001:db8::10
                six    300 AAAA  2001:db8::6
                www    60  CNAME edge.example.net.
                text   300 TXT   "no address"
                loop   300 CNAME pool
                pool   300 CNAME loop
                """
                        + IntStream.range(0, 1000)
                                .mapToObj(i -> "many 300 A 198.18." + i / 250 + "." + i % 250)
                                .collect(Collectors.joining("\n", "", "\n")));
        Files.writeString(folder.resolve("net.zone"), SOA + """
                edge   30  CNAME pop
                pop    300 A     192.0.2.11
                """);
        Files.writeString(folder.resolve("nsd.conf"), """
                server:
                  ip-address: 127.0.0.1@%d
                  username: ""
                  chroot: ""
                  zonesdir: "%s"
                  pidfile: ""
                  xfrdfile: ""
                  zonelistfile: "%s/zone.list"
                  xfrdir: "%s"
                  server-count: 1
                remote-control:
                  control-enable: no
                zone:
                  name: example.com
                  zonefile: com.zone
                zone:
                  name: example.net
                  zonefile: net.zone
                zone:
                  name: broken.example
                  zonefile: missing.zone
                """.formatted(nsdPort, folder, folder, folder));
        Files.writeString(
                folder.resolve("unbound.conf"), """
                server:
                  interface: 127.0.0.1@%d
                  username: ""
                  chroot: ""
                  directory: "%s"
                  pidfile: ""
                  use-syslog: no
                  verbosity: 1
                  do-not-query-localhost: no
                  module-config: "iterator"
                  infra-host-ttl: 1
                  local-zone: "example." nodefault
                remote-control:
                  control-enable: no
                stub-zone:
                  name: example.com
                  stub-addr: 127.0.0.1@%d
                stub-zone:
                  name: example.net
                  stub-addr: 127.0.0.1@%d
                stub-zone:
                  name: broken.example
                  stub-addr: 127.0.0.1@%d
                """.formatted(unboundPort, folder, nsdPort, nsdPort, nsdPort));
        nsd = run("nsd started", NSD.toString(), "-d", "-c", folder + "/nsd.conf");
        unbound = run("start of service", UNBOUND.toString(), "-d", "-c", folder + "/unbound.conf");
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a server and waits for the line in which it says that it serves. */
    private static Process run(String ready, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(ready)) {
                return process;
            }
        }
        throw new IOException(String.join(" ", command) + " ended:\n" + said);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : new Process[] {unbound, nsd}) {
            if (process != null) {
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private NameServer nsdServer() {
        return new NameServer(IpAddress.of("127.0.0.1"), nsdPort);
    }

    private NameServer unboundServer() {
        return new NameServer(IpAddress.of("127.0.0.1"), unboundPort);
    }

    private static Resolution ask(String name, NameServer... servers) {
        LiveResolver.Settings settings = new LiveResolver.Settings(
                List.of(servers), List.of(), 1, Duration.ofSeconds(3), 1, false, 100, Duration.ofSeconds(60));
        try (LiveResolver resolver = new LiveResolver(settings)) {
            return resolver.resolve(name);
        }
    }

    private static List<IpAddress> addresses(String... addresses) {
        return java.util.Arrays.stream(addresses).map(IpAddress::of).toList();
    }

    @Test
    void real_servers_are_understood() throws IOException {
        for (NameServer server : List.of(nsdServer(), unboundServer())) {
            assertThat(ask("both.example.com", server))
                    .extracting("addresses")
                    .isEqualTo(addresses("192.0.2.10", "2001:db8::10"));
            assertThat(ask("six.example.com", server)).extracting("addresses").isEqualTo(addresses("2001:db8::6"));
            assertThat(ask("www.example.com", server))
                    .isEqualTo(new Resolution.Addresses(
                            addresses("192.0.2.11"),
                            List.of("edge.example.net", "pop.example.net"),
                            30,
                            server.toString()));
            assertThat(ask("nowhere.example.com", server)).isInstanceOf(Resolution.NoSuchName.class);
            assertThat(ask("text.example.com", server)).isInstanceOf(Resolution.NoSuchName.class);
            assertThat(((Resolution.Addresses) ask("many.example.com", server)).addresses())
                    .hasSize(1000);
            assertThat(ask("loop.example.com", server)).isInstanceOf(Resolution.Failed.class);
        }
        // NSD refuses what it is not the authority for: asked second, it is a lame server
        assertThat(ask("www.example.org", nsdServer()))
                .extracting("reason")
                .isEqualTo(nsdServer() + " answers REFUSED");
        assertThat(ask("host.broken.example", unboundServer()))
                .extracting("reason")
                .isEqualTo(unboundServer() + " answers SERVFAIL");
        NameServer silent = new NameServer(IpAddress.of("127.0.0.1"), freePort());
        assertThat(ask("both.example.com", silent, unboundServer()).source())
                .isEqualTo(unboundServer().toString());
    }
}
