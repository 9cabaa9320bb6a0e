package org.egressaudit.dns;

import java.net.IDN;
import java.util.Locale;

/** The spelling of names. */
final class DomainName {

    private DomainName() {}

    /**
     * In lower case, without a final dot, and international names as they are asked for ({@code xn--}, RFC 5890): names
     * that DNS holds equal are equal texts (RFC 4343).
     */
    static String normal(String name) {
        String lower = ascii(name).toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String ascii(String name) {
        if (name.chars().allMatch(c -> c < 128)) {
            return name;
        }
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAName) {
            return name;
        }
    }

    /**
     * Whether a normal name can be looked up: at most 253 characters in labels of 1 to 63 (RFC 1035 2.3.4), of letters,
     * digits, hyphens and underscores, which SRV and CNAME owners use.
     */
    static boolean valid(String name) {
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
                label++;
                if (label > 63) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return label > 0;
    }
}
