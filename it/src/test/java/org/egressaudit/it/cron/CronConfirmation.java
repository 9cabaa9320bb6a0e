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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.crontab.Crontab;
import org.egressaudit.demand.crontab.CrontabFormat;
import org.egressaudit.demand.crontab.CrontabReader;
import org.egressaudit.demand.crontab.Dialect;
import org.egressaudit.it.cron.CronRoot.Outcome;
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
 * first lines, all that the cases of the core and a folder of found ones ({@code -Degress.corpus=FOLDER}) hold, and as
 * many random ones as {@code -Degress.cron.random} says, from {@code -Degress.cron.seed} on.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CronConfirmation {

    private static final Path OWN = Path.of("src/test/resources/org/egressaudit/it/cron/crontabs");

    private static final List<Path> FOUND = List.of(
            Path.of("../core/src/test/cases"),
            Path.of("../docs"),
            Path.of(System.getProperty("egress.corpus", "../../shared/corpus")));

    private static final Pattern CRONTAB = Pattern.compile("(?i).*/(?:crontab|cron\\.d)[^/]*(?:/[^/]*)?|.*\\.cron");

    /** When an entry runs, in any form that may stand before a user or a command. */
    private static final Pattern TIMES =
            Pattern.compile("^-?[ \\t]*(?:@\\S+|(?:[^ \\t\n]+[ \\t]+){4}[^ \\t\n]+)(?:[ \\t]+|$)", Pattern.MULTILINE);

    /** Begins each file that cron gets: it is started when cron takes the file. */
    private static final String SENTINEL = "taken";

    private static final long SEED = Long.getLong("egress.cron.seed", 1);

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

        private static Sample random(long seed) {
            RandomCrontab random = RandomCrontab.of(seed);
            return new Sample(
                    Path.of("random", Long.toString(seed)),
                    random.system() ? CrontabFormat.SYSTEM : CrontabFormat.USER,
                    random.text().getBytes(StandardCharsets.UTF_8));
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
        Stream<Sample> written =
                all.stream().sorted().map(Sample::of).filter(sample -> sample.format() != CrontabFormat.ANACRON);
        return Stream.concat(
                written,
                LongStream.range(SEED, SEED + Integer.getInteger("egress.cron.random", 60))
                        .mapToObj(Sample::random));
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

    /** Where cron ignores the whole file for one line, it does so for none but the lines that we name. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("crontabs")
    void cronFindsFaultWithTheFilesThatWeSay(Sample sample) throws IOException {
        boolean refused = !read(sample, sample.source()).refused().isEmpty();
        boolean refuses = refuses(sample, sample.bytes());
        if (refuses || program.dialect() == Dialect.DEBIAN) {
            assertThat(refused).as(sample + " refused by us").isEqualTo(refuses);
        }
    }

    /** Or takes it, as cronie does when the account is unknown, and never starts anything. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("crontabs")
    void cronRefusesEachLineThatWeSay(Sample sample) throws IOException {
        for (Span refused : read(sample, sample.source()).refused()) {
            byte[] line = lines(sample.source(), Set.of(refused.line()));
            Source alone = new Source("line", new String(line, StandardCharsets.UTF_8));
            if (read(sample, alone).refused().isEmpty()) {
                // only its end was at fault: no newline there, or a carriage return
                continue;
            }
            assertThat(refuses(sample, line) || startsNothing(sample, line))
                    .as(sample + ":" + refused.line() + " refused by cron")
                    .isTrue();
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
        List<Start> starts =
                outcome(sample, mended.text().getBytes(StandardCharsets.UTF_8)).starts();
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

    private boolean startsNothing(Sample sample, byte[] line) throws IOException {
        String atReboot =
                TIMES.matcher(new String(line, StandardCharsets.UTF_8)).replaceFirst("@reboot ");
        return outcome(sample, atReboot.getBytes(StandardCharsets.UTF_8)).starts().stream()
                .allMatch(start -> start.command().equals(SENTINEL));
    }

    /** The times of all entries replaced by {@code @reboot}. */
    private Source atReboot(Sample sample, String text) {
        Source source = new Source("mended", text);
        Set<Integer> entries = new TreeSet<>();
        read(sample, source).jobs().forEach(job -> entries.add(job.span().line()));
        StringBuilder all = new StringBuilder();
        for (int line = 1; line <= source.lineCount(); line++) {
            String written = source.line(line);
            all.append(entries.contains(line) ? TIMES.matcher(written).replaceFirst("@reboot ") : written)
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

    /** Whether cron complains, or does not even start what is in order. */
    private boolean refuses(Sample sample, byte[] crontab) throws IOException {
        Outcome outcome = outcome(sample, crontab);
        return !outcome.complaints().isEmpty()
                || outcome.starts().stream().noneMatch(start -> start.command().equals(SENTINEL));
    }

    private Outcome outcome(Sample sample, byte[] crontab) throws IOException {
        prepare(sample);
        boolean system = sample.format() == CrontabFormat.SYSTEM;
        byte[] sentinel = ("@reboot " + (system ? "root " : "") + SENTINEL + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[sentinel.length + crontab.length];
        System.arraycopy(sentinel, 0, all, 0, sentinel.length);
        System.arraycopy(crontab, 0, all, sentinel.length, crontab.length);
        return system ? root().installed(all) : root().installedFor(OWNER, all);
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
