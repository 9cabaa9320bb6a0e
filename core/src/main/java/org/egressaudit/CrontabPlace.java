package org.egressaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.Configuration.CrontabFile;
import org.egressaudit.demand.crontab.CronFolders;
import org.egressaudit.demand.crontab.CrontabFormat;
import org.egressaudit.demand.crontab.Dialect;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** What the place of a crontab tells of it: which files it is, in which format, and whose. */
final class CrontabPlace {

    private CrontabPlace() {}

    /** The crontabs that a name means: itself, or the files of a folder that cron would read. */
    static List<CrontabFile> files(CrontabFile named, Dialect dialect, Sources sources, Consumer<Diagnostic> report) {
        if (sources.kind(named.file()) != Sources.Kind.FOLDER) {
            return List.of(named);
        }
        List<CrontabFile> files = new ArrayList<>();
        for (String name : sources.list(named.file())) {
            String file = named.file() + "/" + name;
            if (sources.kind(file) == Sources.Kind.FOLDER) {
                continue;
            }
            Optional<Diagnostic> unused = isCronD(named.file()) ? CronFolders.check(file, dialect) : Optional.empty();
            unused.ifPresent(report);
            if (unused.isEmpty()) {
                files.add(new CrontabFile(file, named.format(), named.user(), named.span()));
            }
        }
        return files;
    }

    private static boolean isCronD(String folder) {
        return folder.equals("cron.d") || folder.endsWith("/cron.d");
    }

    /** As said; with a user said it is that user's own; else as place and content tell. */
    static CrontabFormat format(CrontabFile crontab, Source source) {
        if (crontab.format() != null) {
            return crontab.format().equals("system") ? CrontabFormat.SYSTEM : CrontabFormat.USER;
        }
        return crontab.user() != null ? CrontabFormat.USER : CrontabFormat.of(source);
    }

    /** Whose a user's own crontab is: as said, else by its name; null when its name tells nothing. */
    static @Nullable String user(CrontabFile crontab) {
        if (crontab.user() != null) {
            return crontab.user();
        }
        String name = crontab.file().substring(crontab.file().lastIndexOf('/') + 1);
        String base = name.replaceFirst("\\.(?:crontab|cron|tab|txt)$", "");
        return base.matches("[a-z_][a-z0-9_-]*") && !base.matches("cron(?:tab|jobs?)?|jobs?|tab") ? base : null;
    }
}
