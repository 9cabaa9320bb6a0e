package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.IpAddress;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;

/**
 * The way from a name over its aliases to its addresses (RFC 1034 3.6.2), however many answers it takes.
 *
 * <p>Only records that belong to the chain count: an answer that brings addresses of other names is not believed.
 */
final class AliasChain {

    private final Name asked;
    private final int type;
    private final Set<Name> aliases = new LinkedHashSet<>();
    private final List<IpAddress> addresses = new ArrayList<>();
    private Name next;
    private long ttl = Long.MAX_VALUE;

    AliasChain(Name asked, int type) {
        this.asked = asked;
        this.type = type;
        this.next = asked;
    }

    /** What an answer brought. */
    enum Step {
        /** Addresses. */
        FOUND,
        /** An alias whose own records are not in the answer. */
        ALIAS,
        /** An alias that was met before. */
        LOOP,
        /** Nothing. */
        NOTHING
    }

    Step take(List<Record> records) {
        Step step = Step.NOTHING;
        while (true) {
            if (addresses(records)) {
                return Step.FOUND;
            }
            Name target = target(records);
            if (target == null) {
                return step;
            }
            if (target.equals(asked) || !aliases.add(target)) {
                return Step.LOOP;
            }
            next = target;
            step = Step.ALIAS;
        }
    }

    private boolean addresses(List<Record> records) {
        for (Record record : records) {
            if (record.getType() == type && record.getName().equals(next)) {
                ttl = Math.min(ttl, record.getTTL());
                // not getAddress(): of ::ffff:192.0.2.1 Java makes an IPv4 address
                addresses.add(IpAddress.of(record.rdataToWireCanonical()));
            }
        }
        return !addresses.isEmpty();
    }

    private @Nullable Name target(List<Record> records) {
        for (Record record : records) {
            if (record instanceof CNAMERecord alias && alias.getName().equals(next)) {
                ttl = Math.min(ttl, alias.getTTL());
                return alias.getTarget();
            }
        }
        for (Record record : records) {
            if (record instanceof DNAMERecord tree && next.subdomain(tree.getName()) && !next.equals(tree.getName())) {
                try {
                    ttl = Math.min(ttl, tree.getTTL());
                    return next.fromDNAME(tree);
                } catch (NameTooLongException tooLong) {
                    return null;
                }
            }
        }
        return null;
    }

    Name asked() {
        return asked;
    }

    Name next() {
        return next;
    }

    int type() {
        return type;
    }

    int aliasCount() {
        return aliases.size();
    }

    Answer.Found found(String source) {
        return new Answer.Found(
                addresses,
                aliases.stream()
                        .map(alias -> DomainName.normal(alias.toString()))
                        .toList(),
                ttl,
                source);
    }
}
