package org.egressaudit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovingNamesTest {

    private static final PublishedRanges RANGES =
            PublishedRanges.read(new Source("ip-ranges.json", """
                    {
                      "syncToken": "1", "createDate": "2026-11-01-00-00-00",
                      "prefixes": [
                        {"ip_prefix": "198.51.100.0/25", "region": "eu-west-1", "service": "AMAZON"},
                        {"ip_prefix": "198.51.100.0/25", "region": "eu-west-1", "service": "S3"},
                        {"ip_prefix": "192.0.2.0/24", "region": "us-east-1", "service": "S3"},
                        {"ip_prefix": "203.0.113.0/24", "region": "GLOBAL", "service": "CLOUDFRONT"}
                      ],
                      "ipv6_prefixes": [
                        {"ipv6_prefix": "2001:db8:5::/48", "region": "eu-west-1", "service": "S3"}
                      ]
                    }
                    """)).value();

    @ParameterizedTest
    @CsvSource({
        "s3.eu-west-1.amazonaws.com, S3, eu-west-1, 2",
        "my-company-backups.s3.eu-west-1.amazonaws.com, S3, eu-west-1, 2",
        "my.dotted.bucket.s3.dualstack.eu-west-1.amazonaws.com, S3, eu-west-1, 2",
        "s3-eu-west-1.amazonaws.com, S3, eu-west-1, 2",
        "my-company-backups.s3.amazonaws.com, S3, us-east-1, 1",
        "d111111abcdef8.cloudfront.net, CLOUDFRONT, GLOBAL, 1",
    })
    void a_name_of_a_service_means_all_its_ranges(String name, String service, String region, int count) {
        Optional<PublishedRanges.Service> found = RANGES.of(name);
        assertThat(found).isPresent();
        assertThat(found.get().name()).isEqualTo(service);
        assertThat(found.get().region()).isEqualTo(region);
        assertThat(found.get().prefixes()).hasSize(count).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "sts.eu-west-1.amazonaws.com",
        "s3.eu-west-1.amazonaws.com.example.net",
        "example.com",
        "s3.mars-1.amazonaws.com"
    })
    void other_names_mean_their_own_addresses(String name) {
        assertThat(RANGES.of(name)).isEmpty();
    }

    @Test
    void what_holds_no_ranges_is_told() {
        assertThat(PublishedRanges.read(new Source("in.json", "{\"prefixes\": [{\"ip_prefix\": \"x\"}]}"))
                        .diagnostics())
                .extracting(Diagnostic::id)
                .containsExactly("ip-ranges-entry", "ip-ranges");
    }

    @Test
    void the_real_file_is_read() throws IOException {
        Path file = Path.of("../../shared/corpus/aws/ip-ranges/ip-ranges.subset.json");
        Assumptions.assumeTrue(Files.exists(file), "no corpus beside the project: " + file);
        Parsed<PublishedRanges> read = PublishedRanges.read(new Source("ip-ranges.json", Files.readString(file)));
        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.value().ranges())
                .extracting(PublishedRanges.Range::service)
                .contains("S3", "AMAZON");
    }

    private static Resolution.Addresses answer(int count, long ttl, String... aliases) {
        return new Resolution.Addresses(
                IntStream.range(0, count)
                        .mapToObj(i ->
                                IpAddress.v4(Prefix.of("192.0.2.0/24").base().low() + i))
                        .toList(),
                List.of(aliases),
                ttl,
                "egress.lock");
    }

    @Test
    void signs_that_addresses_will_not_stay() {
        assertThat(Steadiness.doubts(answer(8, 60, "api.example.net", "d111111abcdef8.cloudfront.net")))
                .containsExactly(
                        "its answer holds for 60 s only",
                        "it is an alias of d111111abcdef8.cloudfront.net, of Amazon CloudFront",
                        "it has 8 addresses, and may have others at the next lookup");
        assertThat(Steadiness.doubts(answer(2, 3600, "host.example.net"))).isEmpty();
        assertThat(Steadiness.doubts(answer(1, 0)))
                .as("a hosts file has no TTL")
                .isEmpty();
    }
}
