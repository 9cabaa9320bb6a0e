package org.egressaudit.demand.crontab;

import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * The command of an entry, as cron hands it to the shell.
 *
 * <p>The first {@code %} without a backslash ends the command; what follows is its standard input, in which each further
 * {@code %} is a newline. {@code \%} is a plain percent sign in both.
 *
 * @param command what the shell gets
 * @param input what the command can read, ending with a newline, or null for nothing
 */
record CommandText(Source command, @Nullable String input) {

    static CommandText of(Source crontab, int from, int to, Dialect dialect) {
        String text = crontab.text();
        StringBuilder command = new StringBuilder();
        int[] places = new int[to - from + 1];
        int at = from;
        while (at < to && text.charAt(at) != '%') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < to) {
                char next = text.charAt(at + 1);
                if (next == '%' || (next == '\\' && dialect == Dialect.DEBIAN)) {
                    // Debian's do_command.c takes the backslash off a backslash as well.
                    at++;
                } else {
                    places[command.length()] = at++;
                    command.append(c);
                }
                places[command.length()] = at;
                command.append(text.charAt(at++));
                continue;
            }
            places[command.length()] = at++;
            command.append(c);
        }
        places[command.length()] = at;
        Source source =
                Source.within(crontab, command.toString(), java.util.Arrays.copyOf(places, command.length() + 1));
        return new CommandText(source, at + 1 < to ? input(text.substring(at + 1, to)) : null);
    }

    private static String input(String text) {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '%') {
                input.append('%');
                i++;
            } else {
                input.append(c == '%' ? '\n' : c);
            }
        }
        if (input.isEmpty() || input.charAt(input.length() - 1) != '\n') {
            input.append('\n');
        }
        return input.toString();
    }
}
