package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;

class LockUpdateTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static Resolution addresses(long ttl, String... addresses) {
        return new Resolution.Addresses(
                java.util.Arrays.stream(addresses).map(IpAddress::of).toList(), List.of(), ttl, "192.0.2.53");
    }

    @Test
    void what_moved_is_a_changed_line_and_nothing_else_is() {
        String before = """
                # What names gave when they were last looked up. egress:lock writes this; commit it.

                moved.example
                  address 192.0.2.1
                  address 192.0.2.2
                  ttl     300
                  date    2026-01-01

                old.example
                  address 192.0.2.9

                silent.example
                  address 192.0.2.8
                  date    2026-01-01

                stays.example
                  address 192.0.2.3
                  ttl     300
                  source  192.0.2.53
                  date    2026-01-01
                """;
        LockFile lock = LockReader.read(new Source("egress.lock", before)).value();
        LockUpdate update = LockUpdate.of(
                lock,
                Map.of(
                        "moved.example", addresses(300, "192.0.2.2", "192.0.2.4"),
                        "silent.example", new Resolution.Failed("192.0.2.53 does not answer", "192.0.2.53"),
                        "stays.example", addresses(17, "192.0.2.3"),
                        "new.example", addresses(60, "192.0.2.5"),
                        "gone.example", new Resolution.NoSuchName("no such name", "192.0.2.53")),
                TODAY);
        assertThat(update.changes())
                .extracting(LockUpdate.Change::describe)
                .containsExactly(
                        "gone.example: new, no address",
                        "moved.example: 192.0.2.4 came, 192.0.2.1 went",
                        "new.example: new, 192.0.2.5",
                        "silent.example: not looked up: 192.0.2.53 does not answer",
                        "old.example: no longer needed");
        assertThat(LockWriter.write(update.lock())).isEqualTo("""
                # What names gave when they were last looked up. egress:lock writes this; commit it.

                gone.example
                  absent  no such name
                  source  192.0.2.53
                  date    2026-11-25

                moved.example
                  address 192.0.2.2
                  address 192.0.2.4
                  ttl     300
                  source  192.0.2.53
                  date    2026-11-25

                new.example
                  address 192.0.2.5
                  ttl     60
                  source  192.0.2.53
                  date    2026-11-25

                silent.example
                  address 192.0.2.8
                  date    2026-01-01

                stays.example
                  address 192.0.2.3
                  ttl     300
                  source  192.0.2.53
                  date    2026-01-01
                """);
    }

    @Test
    void a_refresh_without_movement_changes_no_byte() {
        LockUpdate first = LockUpdate.of(
                LockFile.of("egress.lock", List.of()), Map.of("a.example", addresses(300, "192.0.2.1")), TODAY);
        LockUpdate second =
                LockUpdate.of(first.lock(), Map.of("a.example", addresses(12, "192.0.2.1")), TODAY.plusDays(9));
        assertThat(second.changes()).isEmpty();
        assertThat(LockWriter.write(second.lock())).isEqualTo(LockWriter.write(first.lock()));
    }

    private static Resolution withoutSixes(String address) {
        return new Resolution.Addresses(
                List.of(IpAddress.of(address)), List.of(), 300, "192.0.2.53", "AAAA: 192.0.2.53 answers SERVFAIL");
    }

    @Test
    void of_a_family_that_could_not_be_asked_the_lock_keeps_what_it_knows() {
        LockFile nothing = LockFile.of("egress.lock", List.of());
        LockFile both = LockUpdate.of(nothing, Map.of("a.example", addresses(300, "192.0.2.1", "2001:db8::1")), TODAY)
                .lock();
        LockUpdate moved = LockUpdate.of(both, Map.of("a.example", withoutSixes("192.0.2.7")), TODAY);
        assertThat(moved.changes())
                .extracting(LockUpdate.Change::describe)
                .containsExactly(
                        "a.example: not looked up: AAAA: 192.0.2.53 answers SERVFAIL",
                        "a.example: 192.0.2.7 came, 192.0.2.1 went");
        assertThat(LockWriter.write(moved.lock())).contains("  address 192.0.2.7\n  address 2001:db8::1\n");
        LockFile half = LockUpdate.of(nothing, Map.of("a.example", withoutSixes("192.0.2.1")), TODAY)
                .lock();
        assertThat(LockWriter.write(half))
                .contains("  address 192.0.2.1\n  unknown AAAA: 192.0.2.53 answers SERVFAIL\n");
        assertThat(LockReader.read(new Source("egress.lock", LockWriter.write(half)))
                        .value()
                        .entries())
                .isEqualTo(half.entries());
        assertThat(LockUpdate.of(half, Map.of("a.example", addresses(300, "192.0.2.1")), TODAY)
                        .lock()
                        .entries()
                        .values())
                .extracting(LockFile.Entry::answer)
                .containsExactly(addresses(300, "192.0.2.1"));
    }

    @Test
    void other_aliases_of_the_same_addresses_are_told() {
        LockFile before = LockFile.of(
                "egress.lock",
                List.of(new LockFile.Entry(
                        "a.example",
                        new Resolution.Addresses(
                                List.of(IpAddress.of("192.0.2.1")), List.of("old.example.net"), 300, "192.0.2.53"),
                        TODAY)));
        assertThat(LockUpdate.of(before, Map.of("a.example", addresses(300, "192.0.2.1")), TODAY)
                        .changes())
                .extracting(LockUpdate.Change::describe)
                .containsExactly("a.example: the same addresses, no alias any more");
    }

    @Test
    void a_zone_file_is_a_source_too() {
        Parsed<ZoneFile> zone = ZoneFile.read(new Source("zone", """
                $TTL 300
                $ORIGIN example.com.
                api        CNAME edge.example.net.
                edge.example.net. 30 A 192.0.2.1
                           30 AAAA 2001:db8::1
                *.s3       60 A 192.0.2.2
                mail       MX 10 mx
                loop       CNAME loop
                """));
        assertThat(zone.diagnostics()).isEmpty();
        assertThat(zone.value().resolve("API.example.com"))
                .isEqualTo(new Resolution.Addresses(
                        List.of(IpAddress.of("192.0.2.1"), IpAddress.of("2001:db8::1")),
                        List.of("edge.example.net"),
                        30,
                        "zone"));
        assertThat(zone.value().resolve("bucket.s3.example.com"))
                .isEqualTo(new Resolution.Addresses(List.of(IpAddress.of("192.0.2.2")), List.of(), 60, "zone"));
        assertThat(zone.value().resolve("mail.example.com")).isInstanceOf(Resolution.NoSuchName.class);
        assertThat(zone.value().resolve("loop.example.com")).isInstanceOf(Resolution.Failed.class);
        assertThat(zone.value().resolve("nowhere.example.com")).isInstanceOf(Resolution.Failed.class);
        assertThat(ZoneFile.read(new Source("zone", "a.example. A 192.0.2.1\nb.example. A 192.0.2.300\n"))
                        .diagnostics())
                .extracting(Diagnostic::id, diagnostic -> diagnostic.span().line())
                .containsExactly(org.assertj.core.api.Assertions.tuple("zone-record", 2));
    }
}
