package org.egressaudit.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What secrets look like in crontabs, scripts and configuration files.
 *
 * <p>Every group of a pattern that takes part in a match is a secret. Repetitions are bounded, so that a pattern takes time
 * in proportion to the text whatever the text is.
 */
final class SecretShapes {

    /** What separates the words of a compound name: {@code API_KEY}, {@code api-key}, {@code apiKey}. */
    private static final String SEPARATOR = "[_.-]?";

    /** Names of things whose {@code key} is a secret; a {@code sort key} or a {@code primary key} is none. */
    private static final String KEY =
            "(?:access|account|admin|api|app|application|auth|client|consumer|deploy|encryption"
                    + "|integration|license|master|private|routing|secret|server|service|shared" + SEPARATOR
                    + "access|shared"
                    + "|signing|storage|subscription|user|write)" + SEPARATOR + "key" + SEPARATOR + "(?:id)?";

    /** Names of secrets, in any case. Short ones stand alone, or {@code design} would hold {@code sig}. */
    private static final String NAME = "[a-z0-9_.-]{0,60}(?:"
            + "passw(?:or)?d|passphrase|passwd|pass(?![a-z]*(?:ive|ed|age|enger|through))|pwd|secret|token(?!i[sz])"
            + "|" + KEY + "|credential|authorization|bearer|cookie|session" + SEPARATOR + "id|signature(?!s)|webhook"
            + "|(?<![a-z])(?:sig|sas|dsn|salt|pat|psk|pin)(?![a-z])|[_-]auth(?![a-z])|_key(?![a-z]))[a-z0-9_-]{0,40}";

    /** A value: to its closing quote, or to the blank or the mark that ends it. */
    private static final String VALUE =
            "(?:\"((?:[^\"\\\\\\n]|\\\\.){1,2000}+)|'([^'\\n]{1,2000})|([^\\s\"',;)}\\]&|<>][^\\s\"';)}&|<>]{0,2000}))";

    /** A word of a command line: like a value, and it may hold what would end one in a list or a statement. */
    private static final String WORD =
            "(?:\"([^\"\\n]{1,2000})|'([^'\\n]{1,2000})|([^\\s\"'|;&<>-][^\\s\"'|;&<>]{0,2000}))";

    /** The rest of one command up to an option: neither a pipe, a list nor an unescaped line end may lie between. */
    private static final String OPTIONS_BEFORE = "\\b(?:[^|;\\n\\\\]|\\\\.|\\\\\\n){0,2000}?\\s";

    static final List<Pattern> ALL = List.of(
            // RFC 3986, section 3.2.1; a password may hold more marks there than it should
            pattern("(?<=://)([^\\s/?#\"'<>]{1,500})(?=@)"),
            pattern("://[^\\s/:@\"'<>]{0,200}:(?!\\d{1,5}/)([^\\s\"'<>]{1,500})@(?=[\\w\\[({$])"),
            // user:password@host and user/password@host of database clients
            pattern("(?<![\\w./@-])[\\w.+-]{1,64}:(?!//|sha256:)([^\\s/\"'<>:][^\\s\"'<>]{1,200})@(?=[\\w\\[({$])"),
            pattern("\\b(?:sqlplus|sqlldr|expdp|impdp|exp|imp|oracle:thin:)\\b?[^|;\\n]{0,200}?[\\s:\"'][\\w$.-]{1,64}/"
                    + "([^\\s@\"'/]{1,200})(?=@|[\\s\"']|$)"),
            // queries: whole behind a scheme, where something has a value elsewhere
            pattern("://[^\\s\"'<>?#]{1,1000}\\?([^\\s\"'<>`|]{1,4000})"),
            pattern("(?<=[\\w/}.]\\?)([\\w.%\\[\\]-]{1,80}=[^\\s'\"<>)`|]{1,4000})"),
            pattern("(?<=[?&;\\s\"'{,(]key=)([^\\s\"',;&)|]{8,400})"),
            // name = value, name: value, "name" => "value", ["name"] = "value"
            pattern("(?<![a-z0-9_.-])" + NAME
                    + "\\\\?[\"']?[\\])]?\\s{0,20}(?:=>|:=|,(?=\\s{0,4}[\"'])|[:=])\\s{0,20}[frbu]?"
                    + "(?:\\\\?[\"']?(?:bearer|basic|token|digest)\\s+)?\\\\?" + VALUE),
            pattern("(?<![\\w-])--?" + NAME + "(?:\\s+|=)" + WORD),
            // <password>value</password>
            pattern("<" + NAME + ">([^<\\n]{1,2000})"),
            // netrc(5), and the files of msmtp, fetchmail and lftp
            pattern(
                    "\\b(?:login|account|user)\\s+\\S{1,200}\\s+(?:there\\s+with\\s+)?password\\s+\"?([^\\s\"]{1,400})"),
            pattern("^\\s{0,20}(?:password|passwd|pass|identified\\s+by)\\s+\"?([^\\s\"=:][^\\s\"]{0,400})\"?\\s*$"),
            pattern("\\bidentified\\s+by\\s+'([^'\\n]{1,400})"),
            // hostname:port:database:username:password of pgpass
            pattern("^[\\w.*-]{1,200}:(?:\\d{1,5}|\\*):[^:\\s]{1,100}:[^:\\s]{1,100}:(\\S{1,400})$"),
            // crypt(5)
            pattern("(\\$(?:[1-7]|2[abxy]|y|gy|apr1|argon2\\w{0,2})\\$[\\w./$=,+-]{8,400})"),
            // headers
            pattern("\\b(?:authorization|proxy-authorization|x-[a-z-]{0,40}(?:key|token|auth|secret|signature)"
                    + "|[a-z-]{0,40}token|cookie|set-cookie)\\s{0,4}:\\s{0,4}([^\"'\\r\\n]{1,4000})"),
            pattern("\\b(?:bearer|basic)\\s+([a-z0-9._~+/=-]{6,4000})"),
            // options that take user:password, user,password or user%password
            pattern("(?<!\\S)[\"']?(?:-u|--user|--proxy-user|--credentials?|--login|-U)(?:\\s+|=)?[\"']?"
                    + "[^\\s\"':|;,%-][^\\s\"':|;,%]{0,100}[:,%]([^\\s\"'|;]{1,400})"),
            pattern(
                    "[\"'](?:-u|--user|--proxy-user|-U)[\"']\\s{0,4},\\s{0,4}[\"'][^\\s\"':]{0,100}:([^\"'\\n]{1,400})"),
            // options that take a password, tool by tool, for the letters mean other things elsewhere
            pattern(
                    "\\b(?:mysql\\w{0,10}|mysql-?\\w{0,10}|mariadb[\\w-]{0,12}|mycli|7z[ar]?|rar|sshpass|smbclient|mongo\\w{0,8})"
                            + OPTIONS_BEFORE + "-(?:h?p)"
                            + "(?:\"([^\"\\n]{1,400})|'([^'\\n]{1,400})|([^\\s\"'|;&-][^\\s\"'|;&]{0,400}))"),
            pattern("\\b(?:sshpass|mongo\\w{0,8}|docker\\s+login|podman\\s+login|az\\s+login|ncftp\\w{0,4}|influx|lego"
                    + "|rabbitmqadmin|wbinfo|cadaver|clickhouse-client)" + OPTIONS_BEFORE + "-p\\s+" + WORD),
            pattern("\\b(?:sqlcmd|bcp|osql|isql|tsql|mosquitto_\\w{3}|ipmitool|zip|unzip|impacket\\w{0,20}|arangosh)"
                    + OPTIONS_BEFORE + "-P\\s{0,4}" + WORD),
            pattern("\\b(?:ldap\\w{3,10}|kcat|kinit|xmllint)" + OPTIONS_BEFORE + "-w\\s{0,4}" + WORD),
            pattern("\\b(?:redis-cli|kafkacat|clamdscan)" + OPTIONS_BEFORE + "-a\\s+" + WORD),
            pattern("\\b(?:snmp\\w{3,10})" + OPTIONS_BEFORE + "-[cAX]\\s{0,4}" + WORD),
            pattern("\\b(?:swaks|sendemail|xfreerdp|rdesktop)" + OPTIONS_BEFORE + "(?:-ap|-xp|/p:|-p)\\s{0,4}" + WORD),
            pattern("\\b(?:openssl|age|gpg2?|dsmc)" + OPTIONS_BEFORE + "(?:-k|-K|-passin|-passout|-pass)\\s+(?:pass:)?"
                    + WORD),
            pattern("\\bhtpasswd\\b[^|;\\n]{0,200}?-\\w{0,6}b\\w{0,6}\\s+\\S{1,200}\\s+\\S{1,100}\\s+" + WORD),
            pattern("\\bpass:([^\\s\"'|;]{3,400})"),
            // commands of ftp(1), lftp(1), telnet dialogues and expect(1)
            pattern("^\\s{0,20}(?:quote\\s+)?user\\s+\\S{1,100}\\s+(\\S{1,400})\\s*$"),
            pattern("^\\s{0,20}(?:quote\\s+)?pass\\s+(\\S{1,400})\\s*$"),
            pattern("\\bauth\\s+(?:plain|login)\\s+(\\S{6,400})"),
            // calls that take a password by its position, after a host or a user
            pattern(
                    "\\b(?:login|ftp_login|ssh2_auth_password|basic_auth|basicauth|httpbasicauth|httpdigestauth|ldap_bind"
                            + "|simple_bind(?:_s)?|authenticate|set_basic_auth|password_mgr|add_password)\\s{0,4}\\(?[^,()\\n]{1,200},"
                            + "\\s{0,10}[\"']([^\"'\\n]{1,400})"),
            pattern(
                    "\\bauth\\s{0,4}[=:]\\s{0,4}[(\\[]\\s{0,4}[\"'][^\"'\\n]{0,200}[\"']\\s{0,4},\\s{0,4}[\"']([^\"'\\n]{1,400})"),
            pattern("\\bauth[\"']?\\s{0,4}(?:=>|[=:])\\s{0,4}[\"'][^\"':\\n]{1,100}:([^\"'\\n]{1,400})"),
            pattern(
                    "\\b(?:mysqli(?:_connect)?|mysql_connect|odbc_connect|oci_connect|imap_open|pdo|connect|ftp)\\s{0,4}\\("
                            + "[^,()\\n]{1,200},\\s{0,10}[\"'][^\"'\\n]{0,100}[\"']\\s{0,4},\\s{0,10}[\"']([^\"'\\n]{1,400})"),
            // tokens that say whose they are
            exact("\\b((?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA)[A-Z0-9]{12,40})\\b"),
            exact(
                    "\\b((?:gh[pousr]|github_pat|glpat|gldt|glrt|glcbt|npm|pypi|dop_v1|doo_v1|dor_v1|shp(?:at|ca|pa|ss)|sq0(?:atp|csp)"
                            + "|[srp]k_(?:live|test)|whsec|xox[a-z]|xapp|lin_api|ntn|secret|figd|glsa|glc|NRAK|sntrys|sntryu|pscale_tkn"
                            + "|sbp|nfp|HRKU|dckr_pat|rubygems|hf|r8|gsk|xai|PMAK|tskey|pul|key|rdme|sk|ATATT3|ATCTT3|cio|aio|lsv2_pt"
                            + "|AGE-SECRET-KEY|dt0c01|dp\\.(?:st|pt|ct)|SG|hv[sbr]|tfp|ya29|EAAC|EAAG|IGQV)[-_.][A-Za-z0-9._=-]{12,2000})"),
            exact(
                    "\\b(AIza[A-Za-z0-9_-]{20,100}|dapi[0-9a-f]{32}|EAA[A-Za-z0-9]{20,400}|SK[0-9a-f]{32}|pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}"
                            + "|[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{20,100}|[0-9a-f]{32}-us\\d{1,2}"
                            + "|[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}|\\d{8,10}:AA[A-Za-z0-9_-]{30,40}"
                            + "|[A-Za-z0-9_.~-]{3}\\dQ~[A-Za-z0-9_.~-]{31,40})"),
            // JSON Web Token, RFC 7519
            exact("\\b(eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{1,8000}\\.?[A-Za-z0-9_-]{0,8000})"),
            // addresses that are their own password
            pattern("(?:hooks\\.slack\\.com/(?:services|workflows|triggers)|discord(?:app)?\\.com/api/webhooks"
                    + "|webhook\\.office\\.com/webhookb2|outlook\\.office\\.com/webhook|hooks\\.zapier\\.com/hooks/catch"
                    + "|maker\\.ifttt\\.com/trigger/[^/\\s]{1,100}/(?:json/)?with/key|hc-ping\\.com|hchk\\.io|nosnch\\.in"
                    + "|cronitor\\.link|hook\\.[a-z0-9.]{0,20}make\\.com|hook\\.integromat\\.com|/(?:web)?hooks?|/heartbeat"
                    + "|/integration|/ping|api\\.telegram\\.org/bot|chat\\.googleapis\\.com/v1/spaces)/?"
                    + "([A-Za-z0-9][\\w:./@%~-]{7,400})"),
            pattern("[/=]([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"),
            // private keys, to their end or to the end of what is shown
            pattern("(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]{0,20000}?)(?:-----END|\\z)"),
            pattern("^\\s{0,20}([A-Za-z0-9+/]{60,76}={0,2})$"),
            // what is long and without a word in it
            exact("(?<![A-Za-z0-9/+_.-])([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])"),
            exact("(?<![A-Za-z0-9/+_.-])([A-Za-z0-9+/]{22,400}={1,2})(?![A-Za-z0-9/+=_.-])"),
            exact("(?<![A-Za-z0-9/+_.-])([0-9a-fA-F]{32,400})(?![A-Za-z0-9/+=_.-])"));

    private SecretShapes() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    private static Pattern exact(String expression) {
        return Pattern.compile(expression);
    }
}
