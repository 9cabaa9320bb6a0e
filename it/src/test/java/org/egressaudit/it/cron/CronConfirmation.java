package org.egressaudit.it.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.crontab.Crontab;
import org.egressaudit.demand.crontab.CrontabFormat;
import org.egressaudit.demand.crontab.CrontabReader;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a cron makes of crontabs, beside what the reader says of them.
 *
 * <p>The crontabs are those below {@code crontabs/system} and {@code crontabs/user}, each with what it is about in its
 * first lines, and all that the cases of the core and a folder of found ones ({@code -Degress.corpus=FOLDER}) hold.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CronConfirmation {

    private static final Path OWN = Path.of("src/test/resources/org/egressaudit/it/cron/crontabs");

    private static final List<Path> FOUND = List.of(
            Path.of("../core/src/test/cases"),
            Path.of("../docs"),
            Path.of(System.getProperty("egress.corpus", "../../shared/corpus")));

    private static final Pattern CRONTAB = Pattern.compile("(?i).*/(?:crontab|cron\\.d)[^/]*(?:/[^/]*)?|.*\\.cron");

    /** Begins each file that cron gets: it is started when cron takes the file. */
    private static final String SENTINEL = "taken";

    private static final String OWNER = "backup";

    private final CronProgram program;
    private @Nullable CronRoot root;

    CronConfirmation(CronProgram program) {
        this.program = program;
    }

    /** A crontab, and where it is installed. */
    record Sample(Path file, CrontabFormat format, byte[] bytes) {

        private static Sample of(Path file) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                CrontabFormat format = CrontabFormat.of(source(file, bytes), word -> false);
                return new Sample(file, format, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Source source(Path file, byte[] bytes) {
            Source text = new Source(file.toString(), Decoding.decode(bytes));
            return Decoding.hasByteOrderMark(bytes) ? CrontabReader.marked(text) : text;
        }

        Source source() {
            return source(file, bytes);
        }

        @Override
        public String toString() {
            return file.toString().replaceFirst("^(?:\\.\\./)*(?:.*/crontabs/)?", "");
        }
    }

    static Stream<Sample> crontabs() {
        List<Path> all = new ArrayList<>(files(OWN));
        FOUND.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder).stream())
                .filter(file -> CRONTAB.matcher(file.toString()).matches())
                .forEach(all::add);
        return all.stream().sorted().map(Sample::of).filter(sample -> sample.format() != CrontabFormat.ANACRON);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Crontab read(Sample sample, Source source) {
        return CrontabReader.read(source, sample.format(), OWNER, program.dialect(), "crontab")
                .value();
    }

    private CronRoot root() {
        CronRoot open = root == null ? new CronRoot(program) : root;
        root = open;
        return open;
    }

    @AfterAll
    void leave() {
        if (root != null) {
            root.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crontabs")
    void cronIgnoresTheFilesThatWeSay(Sample sample) throws IOException {
        assertThat(takes(sample, sample.bytes()))
                .as(sample + " taken by cron")
                .isEqualTo(!read(sample, sample.source()).ignored());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crontabs")
    void cronRefusesEachLineThatWeSay(Sample sample) throws IOException {
        for (Span refused : read(sample, sample.source()).refused()) {
            byte[] line = lines(sample.source(), Set.of(refused.line()));
            boolean newlineOnly = read(sample, new Source("line", new String(line, StandardCharsets.UTF_8)))
                    .refused()
                    .isEmpty();
            assertThat(takes(sample, line))
                    .as(sample + ":" + refused.line() + " taken by cron")
                    .isEqualTo(newlineOnly);
        }
    }

    /** Without the lines that cron refuses, and with all entries at {@code @reboot}. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("crontabs")
    void cronStartsTheJobsThatWeSay(Sample sample) throws IOException {
        Set<Integer> kept = new HashSet<>();
        for (int line = 1; line <= sample.source().lineCount(); line++) {
            kept.add(line);
        }
        Crontab read = read(sample, sample.source());
        read.refused().forEach(refused -> kept.remove(refused.line()));
        read.jobs().forEach(job -> kept.add(job.span().line()));
        Source mended = atReboot(sample, new String(lines(sample.source(), kept), StandardCharsets.UTF_8));

        List<Job> jobs = read(sample, mended).jobs();
        List<Start> starts = starts(sample, mended.text().getBytes(StandardCharsets.UTF_8));
        assertThat(starts.removeIf(start -> start.command().equals(SENTINEL)))
                .as(sample + " taken by cron")
                .isTrue();
        assertThat(starts)
                .as(sample.toString())
                .containsExactlyElementsOf(
                        jobs.stream().map(this::start).sorted().toList());
    }

    private Start start(Job job) {
        return new Start(
                root().number(job.user()),
                job.environment().getOrDefault("SHELL", ""),
                job.command().text(),
                job.environment(),
                job.input() == null ? "" : job.input());
    }

    /** The times of all entries replaced by {@code @reboot}. */
    private Source atReboot(Sample sample, String text) {
        Set<Integer> entries = new TreeSet<>();
        read(sample, new Source("mended", text))
                .jobs()
                .forEach(job -> entries.add(job.span().line()));
        StringBuilder all = new StringBuilder();
        Source source = new Source("mended", text);
        for (int line = 1; line <= source.lineCount(); line++) {
            String written = source.line(line);
            all.append(
                            entries.contains(line)
                                    ? written.replaceFirst(
                                            "^[ \\t]*(?:@\\S+|(?:[^ \\t]+[ \\t]+){4}[^ \\t]+)(?:[ \\t]+|$)", "@reboot ")
                                    : written)
                    .append('\n');
        }
        return new Source("mended", all.toString());
    }

    private static byte[] lines(Source source, Set<Integer> kept) {
        StringBuilder all = new StringBuilder();
        for (int line = 1; line <= source.lineCount(); line++) {
            if (kept.contains(line)) {
                all.append(source.line(line)).append('\n');
            }
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean takes(Sample sample, byte[] crontab) throws IOException {
        return starts(sample, crontab).stream()
                .anyMatch(start -> start.command().equals(SENTINEL));
    }

    private List<Start> starts(Sample sample, byte[] crontab) throws IOException {
        prepare(sample);
        boolean system = sample.format() == CrontabFormat.SYSTEM;
        byte[] sentinel = ("@reboot " + (system ? "root " : "") + SENTINEL + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[sentinel.length + crontab.length];
        System.arraycopy(sentinel, 0, all, 0, sentinel.length);
        System.arraycopy(crontab, 0, all, sentinel.length, crontab.length);
        return system ? root().startsOfSystem(all) : root().startsOf(OWNER, all);
    }

    /** The accounts, homes and shells that the crontab takes for granted. */
    private void prepare(Sample sample) throws IOException {
        Set<String> accounts = new TreeSet<>(Set.of(OWNER));
        List<Job> jobs = read(sample, sample.source()).jobs();
        jobs.forEach(job -> accounts.add(job.user()));
        root().accounts(accounts);
        root().shell("/bin/sh");
        for (Job job : jobs) {
            root().shell(job.environment().getOrDefault("SHELL", "/bin/sh"));
            root().folder(job.environment().getOrDefault("HOME", "/"));
        }
    }
}
