package org.egressaudit.demand.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One call: in shell a simple command, in Python, Perl and their kin a call of a function or method.
 *
 * @param language whose call it is: {@code shell}, {@code python}, {@code perl}, {@code php}, {@code ruby},
 *     {@code javascript}
 * @param name what is called. In shell the command word as known ({@code curl}, {@code /usr/bin/curl}); elsewhere the
 *     full name after imports and receivers are followed: {@code requests.get}, {@code requests.Session.get},
 *     {@code DBI->connect}
 * @param arguments in order, the command word itself left out
 * @param receiver the call that made the object on which this method is called, when there is one:
 *     {@code smtplib.SMTP("mail")} for {@code smtplib.SMTP.sendmail}
 * @param input what it reads on standard input, when that is known (here-document, here-string, pipe of known text)
 * @param output where its output goes
 * @param span the whole call
 * @param nameSpan the command word or callee
 * @param situation as whom, where, and in which environment
 */
public record Invocation(
        String language,
        String name,
        List<Argument> arguments,
        @Nullable Invocation receiver,
        @Nullable Word input,
        Output output,
        Span span,
        Span nameSpan,
        Situation situation) {

    public Invocation {
        arguments = List.copyOf(arguments);
    }

    /**
     * Where the standard streams of a call lead.
     *
     * @param out standard output
     * @param err standard error
     */
    public record Output(Sink out, Sink err) {
        /** Both go to whoever reads the program's own output; in a crontab line, to cron's mail. */
        public static final Output INHERITED = new Output(Sink.INHERITED, Sink.INHERITED);
    }

    /** Where a stream leads. */
    public enum Sink {
        /** To the caller's own stream. */
        INHERITED,
        /** To a file. */
        FILE,
        /** To /dev/null, or closed. */
        DISCARDED,
        /** To another program, or into a variable. */
        CAPTURED,
        /** Only the run will know. */
        UNKNOWN
    }

    /** The words given by position. */
    public List<Word> words() {
        return arguments.stream()
                .filter(argument -> argument.name() == null)
                .map(Argument::value)
                .toList();
    }

    /** The word at a position counted from 0. */
    public Optional<Word> word(int position) {
        List<Word> words = words();
        return position < words.size() ? Optional.of(words.get(position)) : Optional.empty();
    }

    /** The word of a keyword. */
    public Optional<Word> named(String keyword) {
        return arguments.stream()
                .filter(argument -> keyword.equals(argument.name()))
                .map(Argument::value)
                .findFirst();
    }

    /** The same with one more argument. */
    public Invocation with(Argument argument) {
        List<Argument> more = new ArrayList<>(arguments);
        more.add(argument);
        return new Invocation(language, name, more, receiver, input, output, span, nameSpan, situation);
    }
}
