package org.egressaudit.it.cron;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egressaudit.it.Requirement;

/**
 * A folder that cron takes for the whole machine: its own accounts, crontabs, and shells that only note how they are
 * started.
 *
 * <p>Nothing waits for a minute to pass: entries of {@code @reboot} are started at once. Cron has started all of them
 * when it sleeps until the next minute and has no children left.
 */
final class CronRoot implements AutoCloseable {

    /** Accounts of base-passwd, with their numbers and homes; all others get numbers from 1000 and a home in /home. */
    private static final Map<String, String> SYSTEM_ACCOUNTS = Map.ofEntries(
            Map.entry("root", "0:0:root:/root"),
            Map.entry("daemon", "1:1:daemon:/usr/sbin"),
            Map.entry("bin", "2:2:bin:/bin"),
            Map.entry("sys", "3:3:sys:/dev"),
            Map.entry("mail", "8:8:mail:/var/mail"),
            Map.entry("news", "9:9:news:/var/spool/news"),
            Map.entry("www-data", "33:33:www-data:/var/www"),
            Map.entry("backup", "34:34:backup:/var/backups"),
            Map.entry("list", "38:38:Mailing List Manager:/var/list"),
            Map.entry("postgres", "105:105::/var/lib/postgresql"),
            Map.entry("nobody", "65534:65534:nobody:/nonexistent"));

    private static final int FIRST_ACCOUNT = 1000;

    /** A path in what ldd(1) prints. */
    private static final Pattern LIBRARY = Pattern.compile("(?<![^\\s])/\\S+");

    /** The system calls of sleep(3): nanosleep and clock_nanosleep, of x86-64 and of arm64. */
    private static final Pattern SLEEPING = Pattern.compile("(?:35|230|101|115) .*", Pattern.DOTALL);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String PERL = "/usr/bin/perl";

    private final CronProgram program;
    private final Path root;
    private final Path notes;
    private final Map<String, Long> numbers = new HashMap<>();

    CronRoot(CronProgram program) {
        Requirement.programs("chroot", "ldd");
        Requirement.files(program.inItsSystem(program.daemon()), program.inItsSystem(PERL));
        this.program = program;
        try {
            root = Files.createTempDirectory("egress-cron");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            notes = Files.createDirectories(root.resolve("notes"));
            Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxrwxrwx"));
            for (String folder : List.of("usr/lib", "usr/lib64", "usr/bin", "usr/sbin", "run", "etc/pam.d", "tmp")) {
                Files.createDirectories(root.resolve(folder));
            }
            for (String folder : List.of("lib", "lib64", "bin", "sbin")) {
                Files.createSymbolicLink(root.resolve(folder), Path.of("usr", folder));
            }
            Files.createDirectories(root.resolve("etc/cron.d"));
            Files.createDirectories(inside(program.tables()));
            Files.createSymbolicLink(root.resolve("var/run"), Path.of("../run"));
            Files.createDirectories(root.resolve("dev"));
            Files.createFile(root.resolve("dev/null"));
            copy(program.daemon());
            copy(PERL);
            copy(securityModule());
            for (String service : List.of("cron", "other")) {
                Files.writeString(
                        root.resolve("etc/pam.d").resolve(service),
                        "auth required pam_permit.so\naccount required pam_permit.so\nsession required pam_permit.so\n");
            }
            Files.writeString(root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What decides whether an account may be used: here every one may. */
    private String securityModule() throws IOException {
        Path system = program.system().resolve("usr/lib");
        try (Stream<Path> all = Files.find(system, 4, (file, attributes) -> file.endsWith("pam_permit.so"))) {
            Path found = all.findFirst().orElseThrow(() -> new IOException("no pam_permit.so in " + system));
            return "/" + program.system().relativize(found);
        }
    }

    /** A program of the system that cron comes from, with the libraries it needs. */
    private void copy(String file) throws IOException {
        List<String> files = new ArrayList<>(List.of(file));
        LIBRARY.matcher(printed("chroot", program.system().toString(), "ldd", file))
                .results()
                .map(MatchResult::group)
                .forEach(files::add);
        for (String each : files) {
            Path to = inside(each);
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.copy(program.inItsSystem(each), to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String printed(String... words) throws IOException {
        Process process = new ProcessBuilder(words).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Makes the accounts, besides root, and forgets those made before. */
    void accounts(Set<String> names) throws IOException {
        StringBuilder passwd = new StringBuilder();
        StringBuilder group = new StringBuilder();
        numbers.clear();
        Set<String> all = new TreeSet<>(names);
        all.add("root");
        for (String name : all) {
            long number = FIRST_ACCOUNT + numbers.size();
            String account = SYSTEM_ACCOUNTS.getOrDefault(name, number + ":" + number + "::/home/" + name);
            String[] fields = account.split(":", -1);
            numbers.put(name, Long.valueOf(fields[0]));
            passwd.append(name).append(":x:").append(account).append(":/bin/sh\n");
            group.append(name).append(":x:").append(fields[1]).append(":\n");
            folder(fields[3]);
        }
        Files.writeString(root.resolve("etc/passwd"), passwd);
        Files.writeString(root.resolve("etc/group"), group);
    }

    /** The number of an account. */
    long number(String account) {
        return Objects.requireNonNull(numbers.get(account), account);
    }

    /** A folder of this root that everybody may enter: cron goes to a job's home before it starts it. */
    void folder(String path) throws IOException {
        Files.createDirectories(inside(path));
    }

    /** Puts the noting program where a crontab names a shell. */
    void shell(String path) throws IOException {
        Path shell = inside(path);
        Files.createDirectories(Objects.requireNonNull(shell.getParent()));
        try (InputStream program = Objects.requireNonNull(CronRoot.class.getResourceAsStream("shell.pl"))) {
            Files.copy(program, shell, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path inside(String path) {
        Path inside = root.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!inside.startsWith(root)) {
            throw new IllegalArgumentException(path);
        }
        return inside;
    }

    /**
     * What cron did.
     *
     * @param starts the shells it started
     * @param complaints what it says of lines that it refuses, where it says that to its caller
     */
    record Outcome(List<Start> starts, List<String> complaints) {}

    /** What cron does with a file in {@code /etc/cron.d}. */
    Outcome installed(byte[] crontab) throws IOException {
        return outcome(root.resolve("etc/cron.d/table"), crontab);
    }

    /** What cron does with a user's own table. */
    Outcome installedFor(String user, byte[] crontab) throws IOException {
        return outcome(inside(program.tables()).resolve(user), crontab);
    }

    private Outcome outcome(Path table, byte[] crontab) throws IOException {
        Files.write(table, crontab);
        Files.setPosixFilePermissions(table, PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(inside(program.startedMark()));
        Path troubles = root.resolve("troubles");
        List<String> words = new ArrayList<>(List.of("chroot", root.toString(), program.daemon()));
        words.addAll(program.options());
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(troubles.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        Process cron = builder.start();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!rests(cron)) {
                if (cron.waitFor(5, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IOException("cron does not run: " + Files.readString(troubles));
                }
            }
            List<String> complaints = Files.readString(troubles, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(program.complaint().asPredicate())
                    .toList();
            return new Outcome(noted(), complaints);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            cron.destroyForcibly().onExit().join();
            Files.delete(table);
        }
    }

    private static boolean rests(Process cron) throws IOException {
        String call = Files.readString(Path.of("/proc", Long.toString(cron.pid()), "syscall"));
        return SLEEPING.matcher(call).matches() && cron.descendants().findAny().isEmpty();
    }

    private List<Start> noted() throws IOException {
        List<Start> starts = new ArrayList<>();
        try (Stream<Path> files = Files.list(notes)) {
            for (Path file : files.toList()) {
                starts.add(start(Files.readString(file, StandardCharsets.UTF_8)));
                Files.delete(file);
            }
        }
        starts.sort(Comparator.naturalOrder());
        return starts;
    }

    /** As {@code shell.pl} writes it: uid, path, words (cron keeps the blanks before them), environment, input. */
    private static Start start(String note) {
        String[] parts = note.split("\0", -1);
        Map<String, String> environment = new HashMap<>();
        int last = parts.length - 1;
        for (int i = 3; i < last; i++) {
            int equals = parts[i].indexOf('=');
            environment.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return new Start(Long.parseLong(parts[0]), parts[1], parts[2].stripLeading(), environment, parts[last]);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
