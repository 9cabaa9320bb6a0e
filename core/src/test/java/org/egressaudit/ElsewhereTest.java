package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElsewhereTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "198.51.100.7", "203.0.113.9", "1.2.3.4", "95.1.1.1", "223.255.255.254"})
    void of_a_public_address_are_hosts_of_other_networks(String address) {
        List<IpAddress> others = Elsewhere.than(IpAddress.of(address));
        assertThat(others).hasSize(3).doesNotHaveDuplicates().allSatisfy(other -> {
            assertThat(other.low() >>> 24)
                    .isBetween(1L, 223L)
                    .isNotEqualTo(127L)
                    .isNotEqualTo(10L);
            assertThat(other.low() >>> 24).isNotEqualTo(IpAddress.of(address).low() >>> 24);
        });
    }

    @Test
    void of_a_public_address_of_ipv6_are_hosts_of_other_networks() {
        assertThat(Elsewhere.than(IpAddress.of("2001:db8::1")))
                .hasSize(3)
                .allMatch(other -> Prefix.of("2000::/3").contains(other))
                .noneMatch(other -> Prefix.of("2001:db8::/32").contains(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.20.30.40/24", "172.16.5.4/24", "192.168.1.1/24", "100.64.9.9/24", "fd00::12/120"})
    void of_a_private_address_are_others_of_its_network(String network) {
        IpAddress address = IpAddress.of(network.substring(0, network.indexOf('/')));
        assertThat(Elsewhere.than(address))
                .hasSize(3)
                .doesNotContain(address)
                .allMatch(other -> Prefix.of(network).contains(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "224.0.0.1", "::1", "fe80::1", "ff02::1"})
    void of_what_is_no_host_of_a_network_there_is_none(String address) {
        assertThat(Elsewhere.than(IpAddress.of(address))).isEmpty();
    }
}
