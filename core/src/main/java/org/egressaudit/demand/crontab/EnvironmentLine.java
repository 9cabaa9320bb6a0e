package org.egressaudit.demand.crontab;

import java.util.Optional;

/**
 * A line {@code NAME=value} as load_env() of Vixie cron takes it apart: either side may be quoted, spaces may stand around
 * {@code =}, and nothing may follow a closing quote.
 *
 * @param name what is set
 * @param value to what
 */
record EnvironmentLine(String name, String value) {

    /** get_string() and load_env() of Debian's cron keep so much of a line. */
    private static final int DEBIAN_LIMIT = 998;

    private enum State {
        NAME_START,
        NAME,
        BEFORE_EQUALS,
        AFTER_EQUALS,
        VALUE_START,
        VALUE,
        END
    }

    /**
     * Empty when the line sets nothing; cron then takes it for an entry.
     *
     * @param written the line without leading blanks and without its end
     */
    static Optional<EnvironmentLine> of(String written, Dialect dialect) {
        String line = dialect == Dialect.DEBIAN && written.length() > DEBIAN_LIMIT
                ? written.substring(0, DEBIAN_LIMIT)
                : written;
        StringBuilder name = new StringBuilder();
        StringBuilder value = new StringBuilder();
        State state = State.NAME_START;
        char quote = 0;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            switch (state) {
                case NAME_START, VALUE_START -> {
                    quote = 0;
                    if (c == '\'' || c == '"') {
                        quote = c;
                        i++;
                    }
                    state = state == State.NAME_START ? State.NAME : State.VALUE;
                }
                case NAME -> {
                    if (quote != 0 ? c == quote : isSpace(c)) {
                        state = State.BEFORE_EQUALS;
                        i++;
                    } else if (c == '=') {
                        if (quote != 0) {
                            return Optional.empty();
                        }
                        state = State.BEFORE_EQUALS;
                    } else {
                        name.append(c);
                        i++;
                    }
                }
                case BEFORE_EQUALS -> {
                    if (c == '=') {
                        state = State.AFTER_EQUALS;
                    } else if (!isSpace(c)) {
                        return Optional.empty();
                    }
                    i++;
                }
                case AFTER_EQUALS -> {
                    if (isSpace(c)) {
                        i++;
                    } else {
                        state = State.VALUE_START;
                    }
                }
                case VALUE -> {
                    if (quote != 0 && c == quote) {
                        state = State.END;
                    } else {
                        value.append(c);
                    }
                    i++;
                }
                case END -> {
                    if (!isSpace(c)) {
                        return Optional.empty();
                    }
                    i++;
                }
            }
        }
        // cronie takes `NAME=` as an empty value; Debian's cron takes the line for an entry, and refuses it.
        boolean complete = state == State.END
                || (state == State.VALUE && quote == 0)
                || (state == State.AFTER_EQUALS && dialect == Dialect.CRONIE);
        if (!complete) {
            return Optional.empty();
        }
        String text = quote == 0 ? value.toString().stripTrailing() : value.toString();
        return Optional.of(new EnvironmentLine(name.toString(), dialect == Dialect.DEBIAN ? unquoted(text) : text));
    }

    /** Debian's env.c looks for quotes once more: {@code "'a'"} is {@code a} there. */
    private static String unquoted(String text) {
        String stripped = text.stripTrailing();
        int last = stripped.length() - 1;
        boolean quoted = last > 0
                && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'')
                && stripped.charAt(last) == stripped.charAt(0);
        return quoted ? stripped.substring(1, last) : stripped;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
