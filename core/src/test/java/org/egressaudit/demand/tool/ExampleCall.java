package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Makes an invocation of an example's line: a simple command with quotes, {@code $UNKNOWN} and {@code <one|other>}
 * possibilities, or a call such as {@code boto3.client("s3", region_name=R).upload_file("a")}.
 */
final class ExampleCall {

    private static final String REASON = "the example does not say it";

    private final String language;
    private final Source source;
    private final String text;
    private final @Nullable Word input;
    private int at;

    private ExampleCall(String language, String text, String input) {
        this.language = language;
        this.text = text;
        this.source = new Source("example", text);
        this.input = input.isEmpty() ? null : Word.Known.literal(input, Span.wholeFile("example"));
    }

    static Invocation of(String language, Example example) {
        ExampleCall call = new ExampleCall(language, example.call(), example.input());
        return language.equals("shell") ? call.command() : call.function();
    }

    private static Situation situation(Map<String, Word> environment) {
        Map<String, Word> all = new HashMap<>(environment);
        all.put("HOME", Word.Known.literal("/home/job", Span.wholeFile("example")));
        return new Situation(all, "/srv", null, false, List.of(), null);
    }

    private Invocation command() {
        List<Word> words = new ArrayList<>();
        Map<String, Word> environment = new HashMap<>();
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
                continue;
            }
            int start = at;
            Word word = shellWord();
            String raw = text.substring(start, at);
            if (words.isEmpty() && raw.matches("[A-Za-z_]\\w*=.*")) {
                int equals = raw.indexOf('=');
                Sketch value = Sketch.of(word).get(0);
                environment.put(
                        raw.substring(0, equals),
                        value.from(value.text().indexOf('=') + 1).word());
            } else {
                words.add(word);
            }
        }
        Word name = words.get(0);
        return new Invocation(
                language,
                name.known().orElseThrow(),
                words.subList(1, words.size()).stream().map(Argument::of).toList(),
                null,
                input,
                Invocation.Output.INHERITED,
                source.span(0, text.length()),
                name.span(),
                situation(environment));
    }

    private Word shellWord() {
        int start = at;
        List<Word> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != ' ') {
            int from = at;
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at++;
                while (text.charAt(at) != c) {
                    parts.add(c == '"' && text.charAt(at) == '$' ? variable() : literal(1));
                }
                at++;
                if (at == from + 2) {
                    parts.add(Word.Known.literal("", source.span(from, at)));
                }
            } else if (c == '$') {
                parts.add(variable());
            } else if (c == '<') {
                int close = text.indexOf('>', at);
                List<Word> options = new ArrayList<>();
                for (String option : text.substring(at + 1, close).split("\\|", -1)) {
                    options.add(Word.Known.literal(option, source.span(from, close + 1)));
                }
                at = close + 1;
                parts.add(Word.several(options, source.span(from, at)));
            } else {
                at += c == '\\' ? 1 : 0;
                parts.add(literal(1));
            }
        }
        return Word.join(parts, source.span(start, at));
    }

    private Word literal(int length) {
        at += length;
        return Word.Known.literal(text.substring(at - length, at), source.span(at - length, at));
    }

    private Word variable() {
        int start = at++;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_{}@".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return new Word.Unknown(text.substring(start, at), REASON, source.span(start, at));
    }

    private Invocation function() {
        Invocation made = null;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && text.charAt(at) != '(') {
                at++;
            }
            String written = text.substring(start, at);
            String name = made == null ? written : made.name().replaceFirst("(?:->|\\.|::)new$", "") + written;
            Span nameSpan = source.span(start, at);
            at++;
            List<Argument> arguments = arguments(')');
            made = new Invocation(
                    language,
                    name,
                    arguments,
                    made,
                    input,
                    Invocation.Output.INHERITED,
                    source.span(0, at),
                    nameSpan,
                    situation(Map.of()));
        }
        return java.util.Objects.requireNonNull(made);
    }

    private List<Argument> arguments(char close) {
        List<Argument> arguments = new ArrayList<>();
        while (text.charAt(at) != close) {
            if (text.charAt(at) == ' ' || text.charAt(at) == ',') {
                at++;
                continue;
            }
            int start = at;
            while (Character.isLetterOrDigit(text.charAt(at)) || "_.\"'".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            char after = text.charAt(at);
            String key = text.substring(start, at).replaceAll("[\"']", "");
            // a quoted key ends before the colon; in "https://..." the colon stands inside the quotes
            boolean whole = key.length() == at - start || text.charAt(start) == text.charAt(at - 1);
            boolean keyword = (after == '=' || after == ':') && !key.isEmpty() && whole;
            at = keyword ? at + 1 : start;
            while (text.charAt(at) == ' ' || text.charAt(at) == '>') {
                at++;
            }
            if (text.charAt(at) == '{') {
                at++;
                for (Argument inner : arguments('}')) {
                    arguments.add(new Argument(keyword ? key + "." + inner.name() : inner.name(), inner.value()));
                }
                at++;
            } else {
                arguments.add(new Argument(keyword ? key : null, value()));
            }
        }
        if (close == ')') {
            at++;
        }
        return arguments;
    }

    private Word value() {
        int start = at;
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            List<Word> parts = new ArrayList<>();
            at++;
            while (text.charAt(at) != c) {
                parts.add(text.charAt(at) == '$' ? variable() : literal(1));
            }
            at++;
            return Word.join(parts, source.span(start, at));
        }
        if (c == '[' || c == '(') {
            char close = c == '[' ? ']' : ')';
            at++;
            List<Word> items = new ArrayList<>();
            while (text.charAt(at) != close) {
                if (" ,".indexOf(text.charAt(at)) >= 0) {
                    at++;
                } else {
                    items.add(value());
                }
            }
            at++;
            return items.size() == 1 ? items.get(0) : new Word.Several(items, source.span(start, at));
        }
        while (",)}] ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String bare = text.substring(start, at);
        Span span = source.span(start, at);
        return bare.matches("-?[0-9.]+|True|False|None|true|false|null")
                ? Word.Known.literal(bare, span)
                : new Word.Unknown(bare, REASON, span);
    }
}
