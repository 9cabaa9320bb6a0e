package org.egressaudit.it.cron;

import java.util.List;
import java.util.Random;

/** A few lines as people write them, with the mistakes that people make: the same ones for the same seed. */
final class RandomCrontab {

    private static final List<String> NUMBERS =
            List.of("0", "1", "5", "00", "07", "12", "23", "31", "59", "60", "24", "100", "-1", "1.5", "", "L", "H");
    private static final List<String> NAMES =
            List.of("jan", "DEC", "mon", "Sun", "fri", "sunday", "sept", "mo", "january", "x");
    private static final List<String> BLANKS = List.of(" ", " ", " ", " ", "\t", "  ", " \t");
    private static final List<String> NICKNAMES =
            List.of("@daily", "@hourly", "@midnight", "@reboot", "@weekly", "@Daily", "@every", "@", "@daily5");
    private static final List<String> USERS = List.of("root", "backup", "www-data", "root", "root");
    private static final List<String> PIECES = List.of(
            "job",
            "a b",
            "%",
            "\\%",
            "\\",
            "\\\\",
            "\"",
            "'",
            "$HOME",
            "`date +\\%F`",
            ">/dev/null 2>&1",
            "&&",
            "*",
            "#",
            "=",
            "A=b",
            "\u00fc",
            "\t",
            " ",
            "-n",
            "@reboot",
            "x%y%z",
            "{}",
            "[ -f x ]",
            "~");
    private static final List<String> NAMES_OF_SETTINGS = List.of(
            "A", "PATH", "B_C", "MAILTO", "SHELL_", "d", "\"Q\"", "'S'", "E F", "G-H", "", "1", "A.B", "HOMEDIR");
    private static final List<String> VALUES = List.of(
            "b",
            "",
            "\"\"",
            "''",
            "\"a b\"",
            "'a b'",
            "a b",
            "\"a",
            "a\"",
            "\"a\" b",
            "'\"a\"'",
            "/usr/bin:/bin",
            "$A",
            "a=b",
            "a # b",
            "\\\"",
            "\"a\\\"b\"",
            "  a  ");

    private final Random random;
    private final boolean system;

    private RandomCrontab(long seed) {
        random = new Random(seed);
        system = random.nextBoolean();
    }

    static RandomCrontab of(long seed) {
        return new RandomCrontab(seed);
    }

    /** Whether its lines name their user. */
    boolean system() {
        return system;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int lines = 2 + random.nextInt(5); lines > 0; lines--) {
            text.append(line());
            text.append(lines > 1 || random.nextInt(8) > 0 ? "\n" : "");
        }
        return text.toString();
    }

    private String line() {
        String before = random.nextInt(6) == 0 ? one(BLANKS) : "";
        return switch (random.nextInt(8)) {
            case 0 -> before + "# " + command();
            case 1, 2 -> before + one(NAMES_OF_SETTINGS) + around("=") + one(VALUES);
            case 3 -> before + one(NICKNAMES) + one(BLANKS) + user() + command();
            default -> before + times() + user() + command();
        };
    }

    private String times() {
        StringBuilder times = new StringBuilder();
        int fields = random.nextInt(15) == 0 ? 4 + random.nextInt(3) : 5;
        for (int i = 0; i < fields; i++) {
            times.append(field()).append(one(BLANKS));
        }
        return times.toString();
    }

    /** Mostly a star, for five random fields are nearly always refused. */
    private String field() {
        return switch (random.nextInt(14)) {
            case 0 -> one(NUMBERS);
            case 1 -> one(NUMBERS) + "-" + one(NUMBERS);
            case 2 -> "*/" + one(NUMBERS);
            case 3 -> "1," + one(NUMBERS) + "," + "3-5/2";
            case 4 -> one(NAMES);
            case 5 -> one(NUMBERS) + "-" + one(NAMES);
            case 6 -> "1-5/" + one(NUMBERS);
            case 7, 8, 9 -> Integer.toString(1 + random.nextInt(7));
            default -> "*";
        };
    }

    private String user() {
        return system ? one(USERS) + one(BLANKS) : "";
    }

    private String command() {
        StringBuilder command = new StringBuilder();
        for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
            command.append(one(PIECES)).append(random.nextInt(3) > 0 ? " " : "");
        }
        return command.toString();
    }

    private String around(String sign) {
        return (random.nextInt(3) == 0 ? one(BLANKS) : "") + sign + (random.nextInt(3) == 0 ? one(BLANKS) : "");
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
