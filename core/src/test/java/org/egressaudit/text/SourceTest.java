package org.egressaudit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceTest {

    @Test
    void knowsThePlaceOfEachOffset() {
        Source source = new Source("a.sh", "one\r\ntwo\n\nfour");
        assertThat(source.lineCount()).isEqualTo(4);
        assertThat(source.line(1)).isEqualTo("one");
        assertThat(source.line(3)).isEmpty();
        assertThat(source.line(4)).isEqualTo("four");
        assertThat(source.line(5)).isEmpty();
        assertThat(source.span(5, 8)).isEqualTo(Span.of("a.sh", 2, 1, 4));
        assertThat(source.span(0, 8)).isEqualTo(new Span("a.sh", 1, 1, 2, 4));
    }

    @Test
    void textInsideAnotherHasItsPlacesThere() {
        Source crontab = new Source("crontab", "# c\n* * * * * date +\\%H\n");
        Source command = Source.within(crontab, "date +%H", new int[] {14, 15, 16, 17, 18, 19, 21, 22, 23});
        assertThat(command.span(5, 8)).isEqualTo(Span.of("crontab", 2, 16, 20));
        assertThat(Source.within(crontab, 14, 18).text()).isEqualTo("date");
        assertThat(Source.within(crontab, 14, 18).span(0, 4)).isEqualTo(Span.of("crontab", 2, 11, 15));
    }

    @Test
    void decodesByLooking() {
        assertThat(Decoding.decode("grün".getBytes(StandardCharsets.UTF_8))).isEqualTo("grün");
        assertThat(Decoding.decode("grün".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("grün");
        assertThat(Decoding.decode("\uFEFFgrün".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("grün");
        assertThat(Decoding.decode("\uFEFFgrün".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("grün");
        assertThat(Decoding.decode("\uFEFFgrün".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("grün");
        assertThat(Decoding.looksBinary("\uFEFFx".getBytes(StandardCharsets.UTF_16LE)))
                .isFalse();
        assertThat(Decoding.looksBinary(new byte[] {0x7f, 'E', 'L', 'F', 0})).isTrue();
    }
}
