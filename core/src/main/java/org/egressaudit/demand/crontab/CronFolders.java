package org.egressaudit.demand.crontab;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;

/** Which files of {@code /etc/cron.d}, {@code /etc/cron.daily} and their like are used, by their names. */
public final class CronFolders {

    /** run-parts(8), and valid_name() in database.c of Debian's cron. */
    private static final Pattern DEBIAN_NAME = Pattern.compile("[a-zA-Z0-9_-]+");

    /** cronie's cron.d, and the run-parts of crontabs(4): editors' and package managers' leftovers. */
    private static final List<String> LEFTOVERS =
            List.of("~", ".rpmsave", ".rpmorig", ".rpmnew", ".swp", ".cfsaved", ",v");

    private CronFolders() {}

    /** Why a file is not used; empty when it is. The answer is the end of a sentence about the file. */
    public static Optional<String> unused(String name, Dialect dialect) {
        if (dialect == Dialect.DEBIAN) {
            return DEBIAN_NAME.matcher(name).matches()
                    ? Optional.empty()
                    : Optional.of("its name holds `" + strange(name)
                            + "`, and Debian's cron and run-parts use only names of letters, digits, _ and -");
        }
        if (name.startsWith(".") || name.startsWith("#")) {
            return Optional.of("its name begins with `" + name.charAt(0) + "`");
        }
        return LEFTOVERS.stream().filter(name::endsWith).findFirst().map(ending -> "its name ends in `" + ending + "`");
    }

    /** The same as a diagnostic of the file. */
    public static Optional<Diagnostic> check(String file, Dialect dialect) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return unused(name, dialect)
                .map(why -> Diagnostic.note(
                        "cron-file-unused", Span.wholeFile(file), "cron does not use this file: " + why));
    }

    private static String strange(String name) {
        String others = name.replaceAll("[a-zA-Z0-9_-]", "");
        return others.isEmpty() ? "" : others.substring(0, 1);
    }
}
