package org.egressaudit.net;

import java.util.Locale;

/** How a destination was written: a name, an address, or something only the run will know. */
public sealed interface Host {

    /**
     * A name for the resolver.
     *
     * @param name in lower case, without a final dot
     */
    record Name(String name) implements Host {
        public Name {
            name = name.toLowerCase(Locale.ROOT);
            if (name.endsWith(".")) {
                name = name.substring(0, name.length() - 1);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A literal address. */
    record Address(IpAddress address) implements Host {
        @Override
        public String toString() {
            return address.v6() ? "[" + address + "]" : address.toString();
        }
    }

    /** The host for a text that is an address (brackets allowed) or else a name. */
    static Host of(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        String literal = zone > 0 && bare.indexOf(':') >= 0 ? bare.substring(0, zone) : bare;
        return IpAddress.parse(literal).<Host>map(Address::new).orElseGet(() -> new Name(text));
    }
}
