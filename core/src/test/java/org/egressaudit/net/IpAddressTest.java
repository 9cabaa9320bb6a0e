package org.egressaudit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    })
    void manySpellingsOneAddress(String written, String told) {
        assertThat(IpAddress.of(written)).hasToString(told);
        assertThat(IpAddress.of(told)).isEqualTo(IpAddress.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "1..2.3",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "1:2:3:4:5:6:7::8:9",
                "::1.2.3",
                "1.2.3.4::",
                "-1.2.3.4",
                "٣.2.3.4"
            })
    void whatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void agreesWithThePlatformOnRandomAddresses() throws UnknownHostException {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            if (bytes.length == 16 && random.nextBoolean()) {
                for (int k = random.nextInt(8) * 2; k < 16 && random.nextInt(4) > 0; k++) {
                    bytes[k] = 0;
                }
            }
            IpAddress address = IpAddress.of(bytes);
            assertThat(address.bytes()).as("seed %d", seed).isEqualTo(bytes);
            assertThat(InetAddress.getByName(address.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(InetAddress.getByAddress(bytes));
            assertThat(IpAddress.of(address.toString())).as("seed %d", seed).isEqualTo(address);
        }
    }

    @Test
    void prefixHoldsExactlyItsAddresses() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            boolean v6 = random.nextBoolean();
            byte[] bytes = new byte[v6 ? 16 : 4];
            random.nextBytes(bytes);
            int length = random.nextInt(bytes.length * 8 + 1);
            Prefix prefix = new Prefix(IpAddress.of(bytes), length);
            assertThat(prefix.contains(IpAddress.of(bytes))).isTrue();
            assertThat(prefix.contains(prefix.base())).isTrue();
            assertThat(prefix.contains(prefix.last())).isTrue();
            if (length > 0) {
                int bit = random.nextInt(length);
                bytes[bit / 8] ^= (byte) (0x80 >> bit % 8);
                assertThat(prefix.contains(IpAddress.of(bytes))).isFalse();
            }
            assertThat(Prefix.of(prefix.toString())).isEqualTo(prefix);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10/24, 192.0.2.0/24",
        "192.0.2.10, 192.0.2.10/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::5/32, 2001:db8::/32"
    })
    void prefixesAreCanonical(String written, String told) {
        assertThat(Prefix.of(written)).hasToString(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/255.255.255.0", "/24", "::/129"})
    void whatIsNoPrefix(String text) {
        assertThat(Prefix.parse(text)).isEmpty();
    }

    @Test
    void a_mapped_address_is_sent_to_as_ipv4() {
        assertThat(IpAddress.of("::ffff:203.0.113.45").unmapped()).isEqualTo(IpAddress.of("203.0.113.45"));
        assertThat(IpAddress.of("::fffe:203.0.113.45").unmapped()).isEqualTo(IpAddress.of("::fffe:203.0.113.45"));
        assertThat(IpAddress.of("1::ffff:203.0.113.45").unmapped()).isEqualTo(IpAddress.of("1::ffff:203.0.113.45"));
        assertThat(IpAddress.of("203.0.113.45").unmapped()).isEqualTo(IpAddress.of("203.0.113.45"));
    }
}
