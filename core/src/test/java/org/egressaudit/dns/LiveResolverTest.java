package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.egressaudit.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class LiveResolverTest {

    private static final String ZONE = """
            both.example.com.    600 A     192.0.2.10
            both.example.com.    600 AAAA  2001:db8::10
            six.example.com.     300 AAAA  2001:db8::6
            mapped.example.com.  300 AAAA  ::ffff:192.0.2.99
            www.example.com.     60  CNAME edge.example.net.
            edge.example.net.    30  CNAME pop.example.net.
            pop.example.net.     300 A     192.0.2.11
            pop.example.net.     300 A     192.0.2.12
            text.example.com.    300 TXT   "no address"
            loop.example.com.    300 CNAME pool.example.com.
            pool.example.com.    300 CNAME loop.example.com.
            db.corp.example.     300 A     192.0.2.20
            """
            + IntStream.range(0, 1000)
                    .mapToObj(i -> "many.example.com. 300 A 198.18." + i / 250 + "." + i % 250 + "\n")
                    .reduce("", String::concat);

    private static LiveResolver.Settings quick(NameServer... servers) {
        return new LiveResolver.Settings(
                List.of(servers), List.of(), 1, Duration.ofSeconds(3), 1, false, 200, Duration.ofSeconds(60));
    }

    private static Resolution ask(LoopbackNameServer server, String name) {
        try (LiveResolver resolver = new LiveResolver(quick(server.address()))) {
            return resolver.resolve(name);
        }
    }

    @Test
    void every_address_of_both_families_counts() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE)) {
            assertThat(ask(server, "Both.Example.COM."))
                    .isEqualTo(new Resolution.Addresses(
                            List.of(IpAddress.of("192.0.2.10"), IpAddress.of("2001:db8::10")),
                            List.of(),
                            600,
                            server.address().toString()));
            assertThat(ask(server, "six.example.com"))
                    .extracting("addresses")
                    .isEqualTo(List.of(IpAddress.of("2001:db8::6")));
            assertThat(ask(server, "mapped.example.com"))
                    .extracting("addresses")
                    .isEqualTo(List.of(IpAddress.of("::ffff:192.0.2.99")));
        }
    }

    @Test
    void aliases_are_told_in_order_and_the_least_ttl_holds() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE)) {
            assertThat(ask(server, "www.example.com"))
                    .isEqualTo(new Resolution.Addresses(
                            List.of(IpAddress.of("192.0.2.11"), IpAddress.of("192.0.2.12")),
                            List.of("edge.example.net", "pop.example.net"),
                            30,
                            server.address().toString()));
        }
    }

    @Test
    void an_alias_without_its_target_in_the_answer_is_asked_for() {
        LoopbackNameServer.Mood onlyFirst = (answer, byTcp) -> {
            while (answer.getSection(Section.ANSWER).size() > 1) {
                answer.removeRecord(answer.getSection(Section.ANSWER).get(1), Section.ANSWER);
            }
            return Optional.of(answer);
        };
        try (LoopbackNameServer server = new LoopbackNameServer(ZONE, 0, onlyFirst)) {
            assertThat(ask(server, "www.example.com"))
                    .extracting("aliases")
                    .isEqualTo(List.of("edge.example.net", "pop.example.net"));
        }
    }

    @ParameterizedTest
    @CsvSource({"nowhere.example.com", "text.example.com"})
    void no_such_name_and_no_such_record_are_answers(String name) {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE)) {
            assertThat(ask(server, name)).isInstanceOf(Resolution.NoSuchName.class);
        }
    }

    @Test
    void a_thousand_addresses_come_by_tcp() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE)) {
            Resolution answer = ask(server, "many.example.com");
            assertThat(((Resolution.Addresses) answer).addresses()).hasSize(1000);
            assertThat(server.tcpQuestions).hasPositiveValue();
        }
    }

    @Test
    void aliases_without_end_are_trouble() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE)) {
            assertThat(ask(server, "loop.example.com"))
                    .isEqualTo(new Resolution.Failed(
                            "the aliases of loop.example.com. have no end",
                            server.address().toString()));
        }
        LoopbackNameServer.Mood everLonger = (answer, byTcp) -> {
            Name name = answer.getQuestion().getName();
            Message reply = new Message(answer.getHeader().getID());
            reply.getHeader().setFlag(Flags.QR);
            reply.addRecord(answer.getQuestion(), Section.QUESTION);
            reply.addRecord(
                    new CNAMERecord(name, DClass.IN, 1, Name.fromConstantString("x" + System.nanoTime() + ".example.")),
                    Section.ANSWER);
            return Optional.of(reply);
        };
        try (LoopbackNameServer server = new LoopbackNameServer("", 0, everLonger)) {
            assertThat(ask(server, "a.example.com")).isInstanceOf(Resolution.Failed.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVFAIL", "REFUSED"})
    void a_server_in_trouble_is_passed_over_for_the_next(String code) {
        LoopbackNameServer.Mood trouble = (answer, byTcp) -> {
            answer.removeAllRecords(Section.ANSWER);
            answer.getHeader().setRcode(Rcode.value(code));
            return Optional.of(answer);
        };
        try (LoopbackNameServer bad = new LoopbackNameServer(ZONE, 0, trouble);
                LoopbackNameServer good = LoopbackNameServer.of(ZONE);
                LiveResolver resolver = new LiveResolver(quick(bad.address(), good.address()))) {
            assertThat(resolver.resolve("both.example.com").source())
                    .isEqualTo(good.address().toString());
            assertThat(ask(bad, "both.example.com"))
                    .isEqualTo(new Resolution.Failed(
                            bad.address() + " answers " + code, bad.address().toString()));
        }
    }

    @Test
    void that_one_family_could_not_be_asked_is_told_with_the_addresses_of_the_other() {
        LoopbackNameServer.Mood noSixes = (answer, byTcp) -> {
            if (answer.getQuestion().getType() == Type.AAAA) {
                answer.removeAllRecords(Section.ANSWER);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
            }
            return Optional.of(answer);
        };
        try (LoopbackNameServer server = new LoopbackNameServer("a.example.com. 300 A 192.0.2.1", 0, noSixes)) {
            assertThat(ask(server, "a.example.com"))
                    .isEqualTo(new Resolution.Addresses(
                            List.of(IpAddress.of("192.0.2.1")),
                            List.of(),
                            300,
                            server.address().toString(),
                            "AAAA: " + server.address() + " answers SERVFAIL"));
        }
    }

    @Test
    void a_server_that_only_refers_to_others_is_passed_over() {
        LoopbackNameServer.Mood lame = (answer, byTcp) -> {
            answer.removeAllRecords(Section.ANSWER);
            answer.getHeader().setRcode(Rcode.NOERROR);
            answer.getHeader().unsetFlag(Flags.RA);
            return Optional.of(answer);
        };
        try (LoopbackNameServer bad = new LoopbackNameServer(ZONE, 0, lame)) {
            assertThat(ask(bad, "both.example.com"))
                    .extracting("reason")
                    .isEqualTo(bad.address() + " only refers to other servers: it looks nothing up");
        }
    }

    @Test
    void a_server_that_knows_no_edns_is_asked_without() {
        LoopbackNameServer.Mood refusing = (answer, byTcp) -> {
            if (answer.getOPT() != null) {
                answer.removeAllRecords(Section.ANSWER);
                answer.getHeader().setRcode(Rcode.FORMERR);
            }
            return Optional.of(answer);
        };
        try (LoopbackNameServer server = new LoopbackNameServer(ZONE, 0, refusing)) {
            assertThat(ask(server, "pop.example.net")).isInstanceOf(Resolution.Addresses.class);
        }
    }

    @Test
    void answers_with_a_wrong_id_or_of_other_names_are_not_believed() {
        LoopbackNameServer.Mood wrongId = (answer, byTcp) -> {
            answer.getHeader().setID(answer.getHeader().getID() ^ 1);
            return Optional.of(answer);
        };
        try (LoopbackNameServer server = new LoopbackNameServer(ZONE, 0, wrongId)) {
            assertThat(ask(server, "both.example.com")).isInstanceOf(Resolution.Failed.class);
        }
    }

    @Test
    void search_list_and_dots_as_resolv_conf_says() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE)) {
            LiveResolver.Settings searching = new LiveResolver.Settings(
                    List.of(server.address()),
                    List.of("example.com", "corp.example"),
                    1,
                    Duration.ofMillis(300),
                    1,
                    false,
                    8,
                    Duration.ofSeconds(60));
            try (LiveResolver resolver = new LiveResolver(searching)) {
                assertThat(resolver.resolve("db"))
                        .isEqualTo(new Resolution.Addresses(
                                List.of(IpAddress.of("192.0.2.20")),
                                List.of("db.corp.example"),
                                300,
                                server.address().toString()));
                assertThat(resolver.resolve("both.example.com"))
                        .extracting("aliases")
                        .isEqualTo(List.of());
            }
        }
    }

    @Test
    void a_dead_server_does_not_stretch_the_run() {
        LoopbackNameServer.Mood silent = (answer, byTcp) -> Optional.empty();
        List<String> names =
                IntStream.range(0, 500).mapToObj(i -> "h" + i + ".example.com").toList();
        try (LoopbackNameServer dead = new LoopbackNameServer(ZONE, 0, silent);
                LoopbackNameServer good = LoopbackNameServer.of(ZONE);
                LiveResolver resolver = new LiveResolver(few(dead.address(), good.address()));
                LiveResolver alone = new LiveResolver(few(dead.address()))) {
            assertThat(resolver.resolveAll(names).values()).allMatch(a -> a instanceof Resolution.NoSuchName);
            assertThat(alone.resolveAll(names).values()).allMatch(a -> a instanceof Resolution.Failed);
            assertThat(dead.questions()).isLessThan(300);
            assertThat(alone.resolve("one.more.example"))
                    .extracting("reason")
                    .isEqualTo(dead.address() + " does not answer");
        }
    }

    /** Few at once, and patient enough for a busy machine. */
    private static LiveResolver.Settings few(NameServer... servers) {
        return new LiveResolver.Settings(
                List.of(servers), List.of(), 1, Duration.ofMillis(800), 1, false, 20, Duration.ofSeconds(60));
    }

    /** It answers now and then, so that it never counts as dead: only the budget ends the run. */
    @Test
    @Timeout(30)
    void a_run_ends_when_its_budget_does() {
        LoopbackNameServer.Mood moody = (answer, byTcp) ->
                answer.getQuestion().getName().toString().startsWith("h") ? Optional.empty() : Optional.of(answer);
        List<String> names = IntStream.range(0, 400)
                .mapToObj(i -> (i % 10 == 0 ? "a" : "h") + i + ".example.com")
                .toList();
        try (LoopbackNameServer server = new LoopbackNameServer(ZONE, 0, moody);
                LiveResolver resolver = new LiveResolver(new LiveResolver.Settings(
                        List.of(server.address()),
                        List.of(),
                        1,
                        Duration.ofSeconds(1),
                        3,
                        false,
                        8,
                        Duration.ofSeconds(3)))) {
            assertThat(resolver.resolveAll(names)).hasSize(400);
            assertThat(resolver.resolve("later.example.com"))
                    .extracting("reason")
                    .isEqualTo("not asked: the 3 s for name lookups are used up");
        }
    }

    @Test
    void nothing_is_asked_once_the_budget_is_used_up() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE);
                LiveResolver resolver = new LiveResolver(new LiveResolver.Settings(
                        List.of(server.address()), List.of(), 1, Duration.ofMillis(300), 1, false, 8, Duration.ZERO))) {
            assertThat(resolver.resolve("both.example.com"))
                    .extracting("reason")
                    .isEqualTo("not asked: the 0 s for name lookups are used up");
            assertThat(server.questions()).isZero();
        }
    }

    @Test
    void a_name_is_asked_once_a_run() {
        try (LoopbackNameServer server = LoopbackNameServer.of(ZONE);
                LiveResolver resolver = new LiveResolver(quick(server.address()))) {
            resolver.resolve("pop.example.net");
            int first = server.questions();
            resolver.resolveAll(List.of("pop.example.net", "POP.example.net."));
            assertThat(server.questions()).isEqualTo(first);
        }
    }

    @Test
    void views_that_differ_are_told_server_by_server() {
        try (LoopbackNameServer inside = LoopbackNameServer.of("api.example.com. 300 A 192.0.2.1");
                LoopbackNameServer outside = LoopbackNameServer.of("api.example.com. 300 A 198.51.100.1");
                Views servers = new Views(quick(inside.address(), outside.address()))) {
            Map<NameServer, Resolution> views = servers.of("api.example.com");
            assertThat(views.get(inside.address()))
                    .extracting("addresses")
                    .isEqualTo(List.of(IpAddress.of("192.0.2.1")));
            assertThat(views.get(outside.address()))
                    .extracting("addresses")
                    .isEqualTo(List.of(IpAddress.of("198.51.100.1")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53,192.0.2.53",
        "192.0.2.53:53,192.0.2.53",
        "192.0.2.53:5353,192.0.2.53:5353",
        "2001:db8::53,2001:db8::53",
        "[2001:db8::53]:5353,[2001:db8::53]:5353",
    })
    void servers_have_an_address_and_perhaps_a_port(String text, String shown) {
        assertThat(NameServer.parse(text)).map(NameServer::toString).contains(shown);
    }

    @ParameterizedTest
    @CsvSource({"ns.example.com", "192.0.2.53:0", "192.0.2.53:", "192.0.2.53:65536", "[192.0.2.53]:53", "''", ":53"})
    void others_are_no_servers(String text) {
        assertThat(NameServer.parse(text)).isEmpty();
    }
}
