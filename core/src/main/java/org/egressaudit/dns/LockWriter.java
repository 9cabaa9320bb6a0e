package org.egressaudit.dns;

/** Writes a lock file; equal locks give equal bytes. */
public final class LockWriter {

    private static final String HEADER =
            "# What names gave when they were last looked up. egress:lock writes this; commit it.\n";

    private LockWriter() {}

    /** The text of the file. */
    public static String write(LockFile lock) {
        StringBuilder out = new StringBuilder(HEADER);
        lock.entries().values().forEach(entry -> entry(entry, out));
        return out.toString();
    }

    private static void entry(LockFile.Entry entry, StringBuilder out) {
        out.append('\n').append(entry.name()).append('\n');
        if (entry.answer() instanceof Resolution.Addresses found) {
            found.aliases().forEach(alias -> fact(out, "alias", alias));
            found.addresses().forEach(address -> fact(out, "address", address.toString()));
            if (found.unanswered() != null) {
                fact(out, "unknown", found.unanswered());
            }
            if (found.ttl() > 0) {
                fact(out, "ttl", Long.toString(found.ttl()));
            }
        } else if (entry.answer() instanceof Resolution.NoSuchName none) {
            fact(out, "absent", none.reason());
        }
        if (!entry.answer().source().isEmpty()) {
            fact(out, "source", entry.answer().source());
        }
        if (entry.date() != null) {
            fact(out, "date", entry.date().toString());
        }
    }

    private static void fact(StringBuilder out, String key, String value) {
        out.append("  ")
                .append(key)
                .append(" ".repeat(8 - key.length()))
                .append(value.strip())
                .append('\n');
    }
}
