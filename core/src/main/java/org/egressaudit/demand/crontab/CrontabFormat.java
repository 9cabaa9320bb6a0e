package org.egressaudit.demand.crontab;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.text.Source;

/** Whether the lines of a crontab name their user. */
public enum CrontabFormat {
    /** A user's own table, as {@code crontab -e} keeps it: five fields and a command. */
    USER,
    /** {@code /etc/crontab} and {@code /etc/cron.d}: five fields, a user and a command. */
    SYSTEM,
    /** {@code /etc/anacrontab}: a period in days, a delay in minutes, a name and a command. */
    ANACRON;

    private static final Pattern ENTRY =
            Pattern.compile("^\\s*(?:@[a-z]+|(?:[-0-9*/,~a-zA-Z]+\\s+){4}[-0-9*/,~a-zA-Z]+)\\s+(\\S+)(?:\\s+(\\S+))?");

    /** Accounts that Linux distributions create, and that crontabs of packages name. */
    private static final Set<String> USUAL_USERS = Set.of(
            "root",
            "daemon",
            "bin",
            "sys",
            "man",
            "mail",
            "news",
            "uucp",
            "proxy",
            "www-data",
            "backup",
            "list",
            "irc",
            "nobody",
            "apache",
            "nginx",
            "http",
            "postgres",
            "mysql",
            "ubuntu",
            "debian",
            "admin",
            "ec2-user",
            "vagrant",
            "jenkins",
            "gitlab",
            "git",
            "app",
            "deploy",
            "nagios",
            "zabbix",
            "munin",
            "smmsp",
            "amavis",
            "logcheck");

    /** How the command of an entry begins, besides by a program's name. */
    private static final Pattern BEGINS_COMMAND = Pattern.compile(
            "[A-Za-z_]\\w*=.*|\\S*/s?bin/\\S+|[/~.]\\S*\\.(?:sh|py|php|pl|rb|js)|\\$\\S+|\\(.*|\\{|if|for|while");

    /** Programs that read others, by any of their versions: {@code python2}, {@code php8.2}. */
    private static final Pattern INTERPRETER =
            Pattern.compile("(?:python|pypy|perl|php|ruby|node|lua|tclsh|java|bash|dash|ksh|zsh|sh)[0-9.]*");

    /**
     * Told by the place of a file, and by its content where the place says nothing: every entry's sixth field is then a
     * usual account name or the same plain word. A usual name that is a command as well, such as git, counts only where a
     * command follows; where no account is a usual one, the plain word is no command, and a command begins behind it.
     *
     * @param knownCommand whether a word is the name of a command
     */
    public static CrontabFormat of(Source source, Predicate<String> knownCommand) {
        String file = "/" + source.file();
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (name.equals("anacrontab") || name.endsWith(".anacrontab")) {
            return ANACRON;
        }
        if (file.contains("/cron.d/") || file.contains("/cron.d_") || file.endsWith("/etc/crontab")) {
            return SYSTEM;
        }
        if (file.contains("/spool/cron/")) {
            return USER;
        }
        return ofContent(source, knownCommand);
    }

    private static CrontabFormat ofContent(Source source, Predicate<String> knownCommand) {
        boolean any = false;
        boolean commandsFollow = true;
        String common = null;
        for (int line = 1; line <= source.lineCount(); line++) {
            Matcher matcher = ENTRY.matcher(source.line(line));
            if (!matcher.find()) {
                continue;
            }
            String word = matcher.group(1);
            if (matcher.group(2) == null || !UserName.plausible(word)) {
                return USER;
            }
            boolean follows = knownCommand.test(matcher.group(2))
                    || BEGINS_COMMAND.matcher(matcher.group(2)).matches();
            if (USUAL_USERS.contains(word) && (follows || !knownCommand.test(word))) {
                any = true;
                continue;
            }
            if (common != null && !common.equals(word)) {
                return USER;
            }
            common = word;
            commandsFollow &= follows;
        }
        boolean account = common != null
                && commandsFollow
                && !knownCommand.test(common)
                && !INTERPRETER.matcher(common).matches();
        return any || account ? SYSTEM : USER;
    }
}
