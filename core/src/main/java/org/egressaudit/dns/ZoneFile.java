package org.egressaudit.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.dns.AliasChain.Step;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A zone file (RFC 1035 5) as a source of names, for tests and for zones that live in the same repository as the jobs.
 *
 * <p>The file is the world: names of any zone may stand in it, and a name that does not is not known to it, rather than
 * known not to exist. {@code $INCLUDE} and {@code $GENERATE} are not followed.
 */
public final class ZoneFile implements Resolver {

    private static final long USUAL_TTL = 3600;

    /** How dnsjava names the place of a mistake. */
    private static final Pattern PLACE = Pattern.compile("[^:]*:(\\d+): (.*)", Pattern.DOTALL);

    private final String file;
    private final Map<Name, List<Record>> records;

    private ZoneFile(String file, Map<Name, List<Record>> records) {
        this.file = file;
        this.records = records;
    }

    /** Reads a zone file up to its first mistake, which is an error. */
    public static Parsed<ZoneFile> read(Source source) {
        Map<Name, List<Record>> records = new HashMap<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        byte[] bytes = source.text().getBytes(StandardCharsets.UTF_8);
        try (Master master = new Master(new ByteArrayInputStream(bytes), Name.root, USUAL_TTL)) {
            master.disableIncludes(true);
            master.expandGenerate(false);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.computeIfAbsent(record.getName(), name -> new ArrayList<>())
                        .add(record);
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            diagnostics.add(mistake(source, String.valueOf(broken.getMessage())));
        }
        return new Parsed<>(new ZoneFile(source.file(), records), diagnostics);
    }

    private static Diagnostic mistake(Source source, String message) {
        Matcher placed = PLACE.matcher(message);
        boolean known = placed.matches() && placed.group(1).length() < 9;
        int line = known ? Math.max(1, Math.min(Integer.parseInt(placed.group(1)), source.lineCount())) : 1;
        int from = source.offset(line);
        return Diagnostic.error(
                "zone-record",
                source.span(from, from + source.line(line).length()),
                "this is not a record of a zone file: " + (known ? placed.group(2) : message));
    }

    @Override
    public Resolution resolve(String name) {
        String normal = DomainName.normal(name);
        if (!DomainName.valid(normal)) {
            return new Resolution.Failed("", file);
        }
        try {
            Name asked = Name.fromString(normal + ".");
            if (at(asked).isEmpty()) {
                return new Resolution.Failed("not in " + file, file);
            }
            AliasChain v4 = new AliasChain(asked, Type.A);
            AliasChain v6 = new AliasChain(asked, Type.AAAA);
            Step first = follow(v4);
            Step second = follow(v6);
            if (first == Step.LOOP || second == Step.LOOP) {
                return new Resolution.Failed("the aliases of " + normal + " have no end in " + file, file);
            }
            if (first != Step.FOUND && second != Step.FOUND) {
                return new Resolution.NoSuchName("it has no address", file);
            }
            Answer.Found found = first == Step.FOUND ? v4.found(file) : v6.found(file);
            if (first == Step.FOUND && second == Step.FOUND) {
                found = found.and(v6.found(file));
            }
            return new Resolution.Addresses(found.addresses(), found.aliases(), found.ttl(), file, found.unanswered());
        } catch (TextParseException notAName) {
            return new Resolution.Failed("", file);
        }
    }

    private Step follow(AliasChain chain) {
        Step step;
        do {
            step = chain.take(at(chain.next()));
        } while (step == Step.ALIAS);
        return step;
    }

    /** The records of a name, or of the wildcard that stands for it (RFC 4592). */
    private List<Record> at(Name name) {
        List<Record> own = records.getOrDefault(name, List.of());
        for (int labels = 1; own.isEmpty() && labels < name.labels(); labels++) {
            own = records.getOrDefault(name.wild(labels), List.of()).stream()
                    .map(record -> Record.newRecord(
                            name, record.getType(), DClass.IN, record.getTTL(), record.rdataToWireCanonical()))
                    .toList();
        }
        return own;
    }
}
