package org.egressaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.egressaudit.Configuration.CrontabFile;
import org.egressaudit.demand.crontab.CronFolders;
import org.egressaudit.demand.crontab.CrontabFormat;
import org.egressaudit.demand.crontab.Dialect;
import org.egressaudit.demand.tool.Toolbox;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** What the place of a crontab tells of it: which files it is, in which format, and whose. */
final class CrontabPlace {

    /** The spool of Debian's cron and of BusyBox, of cronie, and of SUSE's cron: a file for each user. */
    private static final Pattern CRON_KEEPS =
            Pattern.compile("(?:^|/)(?:crontabs|spool/cron|spool/cron/tabs)/[a-z_][a-z0-9_-]*$");

    /** Accounts that packages and images bring, and whose name is no other word. */
    private static final Set<String> ACCOUNTS = Set.of(
            "root",
            "www-data",
            "nobody",
            "postgres",
            "mysql",
            "ubuntu",
            "debian",
            "ec2-user",
            "admin",
            "vagrant",
            "git",
            "apache",
            "nginx",
            "jenkins",
            "gitlab-runner",
            "centos",
            "fedora",
            "pi");

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
        return crontab.user() != null ? CrontabFormat.USER : CrontabFormat.of(source, Toolbox.builtin()::knowsCommand);
    }

    /**
     * Whose a user's own crontab is: as said; else the file's name in a folder where cron keeps them; else the account that
     * the name speaks of, as {@code root.cron} or {@code crontab-root}; null when its name tells nothing. {@code prod.cron}
     * tells nothing: it may be a stage as well as an account.
     */
    static @Nullable String user(CrontabFile crontab) {
        if (crontab.user() != null) {
            return crontab.user();
        }
        String name = crontab.file().substring(crontab.file().lastIndexOf('/') + 1);
        if (CRON_KEEPS.matcher(crontab.file()).find()) {
            return name;
        }
        String spokenOf =
                name.replaceFirst("[._-](?:crontab|cron|tab|txt)$", "").replaceFirst("^cron(?:tab)?[._-]", "");
        return ACCOUNTS.contains(spokenOf) ? spokenOf : null;
    }
}
