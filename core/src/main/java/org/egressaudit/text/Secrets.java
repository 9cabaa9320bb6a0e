package org.egressaudit.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets in text that is shown to people.
 *
 * <p>Every stretch that is hidden keeps its length, so that columns and carets stay where they are. What is hidden: user-info
 * and queries of URLs, values of words that name a secret (password, token, key, ...), values of options that take one
 * ({@code -u user:pass}, {@code -psecret}, {@code Authorization:} headers), and strings in the known shapes of access
 * keys and tokens.
 */
public final class Secrets {

    private static final String NAME =
            "(?:[A-Za-z0-9_.-]*(?:passw(?:or)?d|passwd|pass|pwd|passphrase|secret|token|api[_-]?key|apikey"
                    + "|access[_-]?key(?:[_-]?id)?|private[_-]?key|account[_-]?key|auth[_-]?key|credential|authorization|bearer"
                    + "|cookie|session[_-]?id|signature|sig|client[_-]?secret|webhook|sas|dsn|salt)[A-Za-z0-9_-]*)";

    private static final Pattern[] SHAPES = {
        // URL user-info and query: scheme://user:pass@host/path?query
        Pattern.compile("(?<=://)([^\\s/@'\"<>]+)(?=@)"),
        Pattern.compile("(?<=\\w:)([^\\s/@'\"<>:]{3,})(?=@[A-Za-z0-9])"),
        Pattern.compile("(?i)(?<=[?&;])([^\\s'\"<>)`|]*=[^\\s'\"<>)`|]*)"),
        // name = value, name: value, "name": "value", --name value
        Pattern.compile("(?i)\\b" + NAME
                + "[\"']?\\s*(?:=>|[:=])\\s*[\"']?((?:bearer\\s+|basic\\s+|token\\s+)?[^\\s\"',;)}&|]+)"),
        Pattern.compile("(?i)(?<![\\w])--?" + NAME + "(?:\\s+|=)[\"']?([^\\s\"'|;&-][^\\s\"'|;&]*)"),
        Pattern.compile(
                "(?i)\\b(?:authorization|proxy-authorization|x-api-key|x-auth-token|private-token|cookie)\\s*:\\s*"
                        + "([^\"'\\r\\n]+)"),
        Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{6,})"),
        // options that take user:password or a password
        Pattern.compile("(?:^|\\s)(?:-u|--user|--proxy-user|-U)(?:\\s+|=)?[\"']?[^\\s\"':|;]*:([^\\s\"'|;]+)"),
        Pattern.compile(
                "\\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|sshpass|smbclient|ncftpput|ncftpget|lftp|mongo"
                        + "|mongodump|sqlcmd|ldapsearch|redis-cli|7z|unzip|zip)\\b[^|;]*?\\s-[pPwa][\"']?([^\\s\"'|;-][^\\s\"'|;]*)"),
        Pattern.compile(
                "\\b(?:sshpass|ldapsearch|ldapmodify|ldapadd|sqlcmd|redis-cli|mongodump|mongo|smbclient)\\b[^|;]*?\\s-[pPwaU]"
                        + "\\s+[\"']?([^\\s\"'|;-][^\\s\"'|;]*)"),
        // shapes of tokens
        Pattern.compile("\\b((?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA)[A-Z0-9]{12,})\\b"),
        Pattern.compile(
                "\\b((?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|gldt|npm|pypi|dop_v1|shpat|sq0atp|sk_live|sk_test|rk_live"
                        + "|pk_live|whsec|xox[abeprs])[-_][A-Za-z0-9_-]{8,})"),
        Pattern.compile("\\b(sk-[A-Za-z0-9_-]{16,}|SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]+|AIza[A-Za-z0-9_-]{20,}"
                + "|ya29\\.[A-Za-z0-9_-]+|hvs\\.[A-Za-z0-9_-]{8,}|EAAC[A-Za-z0-9]+|key-[0-9a-f]{32})"),
        Pattern.compile("\\b(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.?[A-Za-z0-9_-]*)"),
        Pattern.compile("(?<=hooks\\.slack\\.com/services/)([A-Za-z0-9/]+)"),
        Pattern.compile("(?<=discord(?:app)?\\.com/api/webhooks/)([A-Za-z0-9/_-]+)"),
        Pattern.compile("(?<=api\\.telegram\\.org/bot)([0-9]+:[A-Za-z0-9_-]+)"),
        Pattern.compile("(-----BEGIN [A-Z ]*PRIVATE KEY-----.*)"),
        Pattern.compile("(?<![A-Za-z0-9/+_.-])([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])"),
        Pattern.compile("(?<![A-Za-z0-9/+_.-])([0-9a-fA-F]{32,})(?![A-Za-z0-9/+=_.-])"),
    };

    private Secrets() {}

    /** The text with every secret replaced by as many {@code *}. */
    public static String hidden(String text) {
        StringBuilder shown = null;
        for (Pattern shape : SHAPES) {
            Matcher matcher = shape.matcher(text);
            while (matcher.find()) {
                if (shown == null) {
                    shown = new StringBuilder(text);
                }
                for (int i = matcher.start(1); i < matcher.end(1); i++) {
                    shown.setCharAt(i, '*');
                }
            }
        }
        return shown == null ? text : shown.toString();
    }
}
