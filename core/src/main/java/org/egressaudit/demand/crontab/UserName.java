package org.egressaudit.demand.crontab;

import java.util.regex.Pattern;

/** The user field of a system crontab. */
final class UserName {

    /** What useradd(8) accepts, in either case, with the dot and the {@code @} of directory services. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@-]*[$]?");

    private UserName() {}

    /** Whether an account may have this name; a path or an option, found where the field was forgotten, is none. */
    static boolean plausible(String word) {
        return FORM.matcher(word).matches();
    }
}
