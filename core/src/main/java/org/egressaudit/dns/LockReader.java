package org.egressaudit.dns;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lock file.
 *
 * <p>A name stands at the start of a line; its facts follow, indented. A block with anything wrong in it is reported and
 * left out whole, so that no verdict is built on half of a name's addresses.
 */
public final class LockReader {

    private static final List<String> FACTS = List.of("alias", "address", "unknown", "ttl", "absent", "source", "date");

    private final Source source;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, LockFile.Entry> entries = new TreeMap<>();
    private final Map<String, Span> places = new TreeMap<>();
    private @Nullable Block block;

    private LockReader(Source source) {
        this.source = source;
    }

    /** The lock, beside what was wrong in it. */
    public static Parsed<LockFile> read(Source source) {
        return new LockReader(source).read();
    }

    private Parsed<LockFile> read() {
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number);
            List<Words.Located> words = Words.of(source, number, "#");
            if (words.isEmpty()) {
                continue;
            }
            if (isIndented(line)) {
                fact(words);
            } else {
                begin(words);
            }
        }
        end();
        return new Parsed<>(LockFile.of(source.file(), entries.values()), diagnostics);
    }

    private static boolean isIndented(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    private void begin(List<Words.Located> words) {
        end();
        Words.Located first = words.get(0);
        String name = DomainName.normal(first.text());
        block = new Block(name, first.span());
        if (first.text().startsWith("<<<<<<<")
                || first.text().startsWith(">>>>>>>")
                || first.text().startsWith("=======")) {
            broken("lock-conflict", first.span(), "a merge conflict is left here; refresh the file with egress:lock");
        } else if (!DomainName.valid(name)) {
            broken("lock-name", first.span(), "`" + first.text() + "` is not a host name");
        } else if (words.size() > 1) {
            Words.Located extra = words.get(1);
            broken("lock-name", extra.span(), "`" + extra.text() + "` after the name; facts stand on indented lines");
        }
        Span before = places.putIfAbsent(name, first.span());
        if (before != null) {
            entries.remove(name);
            broken("lock-duplicate", first.span(), "`" + name + "` stands twice, first in line " + before.line());
        }
    }

    private void fact(List<Words.Located> words) {
        Words.Located key = words.get(0);
        if (block == null) {
            error("lock-fact", key.span(), "`" + key.text() + "` stands before any name; a name begins its line");
            return;
        }
        if (!FACTS.contains(key.text())) {
            String near = Nearest.key(key.text(), FACTS)
                    .map(known -> ", did you mean `" + known + "`")
                    .orElse("; known are " + String.join(", ", FACTS));
            broken("lock-fact", key.span(), "unknown fact `" + key.text() + "`" + near);
            return;
        }
        if (words.size() == 1) {
            broken("lock-fact", key.span(), "nothing follows `" + key.text() + "`");
            return;
        }
        Words.Located value = words.get(1);
        String rest = source.line(value.span().line())
                .substring(
                        value.span().column() - 1,
                        words.get(words.size() - 1).span().endColumn() - 1);
        switch (key.text()) {
            case "address" -> one(words, IpAddress.parse(value.text()), block.addresses::add, "an address");
            case "alias" ->
                one(
                        words,
                        Optional.of(DomainName.normal(value.text())).filter(DomainName::valid),
                        block.aliases::add,
                        "a host name");
            case "ttl" ->
                one(words, seconds(value.text()), ttl -> current().ttl = ttl, "a number of seconds up to 2147483647");
            case "date" -> one(words, date(value.text()), date -> current().date = date, "a day such as 2026-11-24");
            case "source" -> block.source = rest;
            case "unknown" -> block.unknown = rest;
            default -> block.absent = rest;
        }
    }

    private Block current() {
        return java.util.Objects.requireNonNull(block);
    }

    private <T> void one(
            List<Words.Located> words, Optional<T> value, java.util.function.Consumer<T> keep, String wanted) {
        Words.Located written = words.get(1);
        if (value.isEmpty()) {
            broken("lock-value", written.span(), "`" + written.text() + "` is not " + wanted);
        } else if (words.size() > 2) {
            broken(
                    "lock-value",
                    words.get(2).span(),
                    "`" + words.get(2).text() + "` is too much; a line holds one fact");
        } else {
            keep.accept(value.get());
        }
    }

    private static Optional<Long> seconds(String text) {
        boolean number = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Long.parseLong(text)).filter(ttl -> ttl <= Integer.MAX_VALUE) : Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private void end() {
        Block done = block;
        block = null;
        if (done == null || done.broken) {
            return;
        }
        if (done.addresses.isEmpty() == (done.absent == null)) {
            error(
                    "lock-answer",
                    done.span,
                    done.absent == null
                            ? "`" + done.name + "` has neither an address nor `absent`"
                            : "`" + done.name + "` has addresses and is `absent`; it can only be one");
            return;
        }
        Resolution answer = done.absent == null
                ? new Resolution.Addresses(done.addresses, done.aliases, done.ttl, done.source, done.unknown)
                : new Resolution.NoSuchName(done.absent, done.source);
        entries.put(done.name, new LockFile.Entry(done.name, answer, done.date));
    }

    private void broken(String id, Span span, String message) {
        if (block != null) {
            block.broken = true;
        }
        error(id, span, message);
    }

    private void error(String id, Span span, String message) {
        diagnostics.add(Diagnostic.error(id, span, message));
    }

    /** A name whose facts are still being read. */
    private static final class Block {
        final String name;
        final Span span;
        final List<IpAddress> addresses = new ArrayList<>();
        final List<String> aliases = new ArrayList<>();
        long ttl;
        String source = "";

        @Nullable
        String absent;

        @Nullable
        String unknown;

        @Nullable
        LocalDate date;

        boolean broken;

        Block(String name, Span span) {
            this.name = name;
            this.span = span;
        }
    }
}
