package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFilesTest {

    private static final String LOCK = """
            # What names gave when they were last looked up. egress:lock writes this; commit it.

            api.example.com
              alias   edge.example.net
              address 192.0.2.10
              address 2001:db8::10
              ttl     300
              source  192.0.2.53
              date    2026-11-24

            gone.example.com
              absent  no such name
              source  192.0.2.53
              date    2026-11-24
            """;

    private static Parsed<LockFile> lock(String text) {
        return LockReader.read(new Source("egress.lock", text));
    }

    @Test
    void a_lock_is_written_as_it_is_read() {
        Parsed<LockFile> read = lock(LOCK);
        assertThat(read.diagnostics()).isEmpty();
        assertThat(LockWriter.write(read.value())).isEqualTo(LOCK);
        assertThat(read.value().resolve("API.example.com."))
                .isEqualTo(new Resolution.Addresses(
                        List.of(IpAddress.of("192.0.2.10"), IpAddress.of("2001:db8::10")),
                        List.of("edge.example.net"),
                        300,
                        "egress.lock"));
        assertThat(read.value().resolve("gone.example.com")).isInstanceOf(Resolution.NoSuchName.class);
        assertThat(read.value().resolve("new.example.com")).isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void facts_may_be_written_by_hand_in_any_order_and_spacing() {
        LockFile read = lock("b.example\r\n\taddress 192.0.2.2 # the new one\r\na.example\n address 192.0.2.1")
                .value();
        assertThat(LockWriter.write(read)).endsWith("""

                a.example
                  address 192.0.2.1

                b.example
                  address 192.0.2.2
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a.example\n  adress 192.0.2.1'|lock-fact|2:3",
                "'a.example\n  address 192.0.2.256'|lock-value|2:11",
                "'a.example\n  address 192.0.2.1 192.0.2.2'|lock-value|2:21",
                "'a.example\n  ttl 300'|lock-answer|1:1",
                "'a.example\n  address 192.0.2.1\n  absent gone'|lock-answer|1:1",
                "'a.example\n  address 192.0.2.1\na.example\n  address 192.0.2.2'|lock-duplicate|3:1",
                "'  address 192.0.2.1'|lock-fact|1:3",
                "'<<<<<<< HEAD'|lock-conflict|1:1",
                "'a..example\n  address 192.0.2.1'|lock-name|1:1",
                "'a.example\n  address 192.0.2.1\n  date yesterday'|lock-value|3:8",
                "'a.example\n  address'|lock-fact|2:3",
            })
    void a_block_with_anything_wrong_is_told_and_answers_nothing(String text, String id, String place) {
        Parsed<LockFile> read = lock(text);
        assertThat(read.diagnostics()).first().satisfies(diagnostic -> {
            assertThat(diagnostic.id()).isEqualTo(id);
            assertThat(diagnostic.span().place()).isEqualTo("egress.lock:" + place);
        });
        assertThat(read.unusable()).isTrue();
        assertThat(read.value().resolve("a.example")).isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void a_name_on_several_lines_of_a_hosts_file_has_all_their_addresses() {
        Parsed<HostsFile> read = HostsFile.read(new Source("etc/hosts", """
                127.0.0.1 localhost
                192.0.2.5\tdb.example.com db   # moved in spring
                # 192.0.2.4 db.example.com
                2001:db8::5 DB.example.com
                fe80::1%eth0 router
                db2 192.0.2.6
                192.0.2.7
                """));
        assertThat(read.value().resolve("db.example.com"))
                .isEqualTo(new Resolution.Addresses(
                        List.of(IpAddress.of("192.0.2.5"), IpAddress.of("2001:db8::5")), List.of(), 0, "etc/hosts:2"));
        assertThat(read.value().resolve("router")).isInstanceOf(Resolution.Addresses.class);
        assertThat(read.value().resolve("db2")).isInstanceOf(Resolution.Failed.class);
        assertThat(read.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "etc/hosts:6:1: warning: `db2` is not an address, so the resolver skips this line; write an"
                                + " address, then its names [hosts-address]",
                        "etc/hosts:7:1: warning: no name follows the address 192.0.2.7 [hosts-name]");
    }

    @Test
    void resolv_conf_is_read_with_the_limits_of_glibc() {
        Parsed<ResolvConf> read = ResolvConf.read(new Source("resolv.conf", """
                ; written by hand
                domain old.example
                search example.com example.net.
                nameserver 192.0.2.53
                nameserver fe80::53%eth0
                nameserver ns.example.com
                nameserver 2001:db8::53
                nameserver 192.0.2.54
                options ndots:20 timeout:0 attempts:x rotate use-vc
                nameservers 192.0.2.55
                """));
        assertThat(read.value().nameServers())
                .extracting(server -> server.address().toString())
                .containsExactly("192.0.2.53", "fe80::53", "2001:db8::53");
        assertThat(read.value())
                .extracting(
                        ResolvConf::search,
                        ResolvConf::dots,
                        ResolvConf::timeoutSeconds,
                        ResolvConf::attempts,
                        ResolvConf::tcp)
                .containsExactly(List.of("example.com", "example.net"), 15, 1, 2, true);
        assertThat(read.diagnostics())
                .extracting(diagnostic -> diagnostic.span().line())
                .containsExactly(6, 8, 9, 10);
    }

    @ParameterizedTest
    @CsvSource({
        "127.1,127.0.0.1",
        "0x7f000001,127.0.0.1",
        "0177.0.0.1,127.0.0.1",
        "3221225985,192.0.2.1",
        "192.0.513,192.0.2.1",
    })
    void numbers_that_the_c_library_takes_for_addresses(String name, String address) {
        assertThat(new SpecialNames().resolve(name))
                .isEqualTo(new Resolution.Addresses(List.of(IpAddress.of(address)), List.of(), 0, "inet_aton"));
    }

    @ParameterizedTest
    @CsvSource({"256.1.1.1", "1.2.3.4.5", "4294967296", "0x", "08", "1..2", "example.com", "''"})
    void and_those_that_it_does_not(String name) {
        assertThat(new SpecialNames().resolve(name)).isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void the_first_source_that_knows_a_name_answers() {
        LockFile lock = lock(LOCK).value();
        Resolver declared =
                new Declared(Map.of("api.example.com", List.of(IpAddress.of("198.51.100.1"))), "egress.yaml");
        try (ResolverChain chain = new ResolverChain(List.of(declared, new SpecialNames(), lock))) {
            Map<String, Resolution> answers = chain.resolveAll(
                    List.of("api.example.com", "localhost", "gone.example.com", "nowhere.example.com"));
            assertThat(answers)
                    .containsEntry(
                            "api.example.com",
                            new Resolution.Addresses(
                                    List.of(IpAddress.of("198.51.100.1")), List.of(), 0, "egress.yaml"))
                    .containsEntry("gone.example.com", new Resolution.NoSuchName("no such name", "egress.lock"))
                    .containsEntry(
                            "nowhere.example.com",
                            new Resolution.Failed(
                                    "not among the addresses in egress.yaml; not in egress.lock (egress:lock adds it)",
                                    ""));
            assertThat(answers.get("localhost")).isInstanceOf(Resolution.Addresses.class);
        }
    }

    @Test
    void whatever_the_bytes_reading_ends() {
        long seed = 61;
        Random random = new Random(seed);
        String alphabet = "a.-_ \t\n\r#;%:/0123456789fx<>=\u0000\u00e9addressttlnameserver";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(60); k > 0; k--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Source source = new Source("in", text.toString());
            LockFile read = LockReader.read(source).value();
            assertThat(LockReader.read(new Source("in", LockWriter.write(read))).value())
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(read);
            assertThat(HostsFile.read(source)).isNotNull();
            assertThat(ResolvConf.read(source)).isNotNull();
        }
    }
}
