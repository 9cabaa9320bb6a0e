package org.egressaudit.text.tree;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Where the tokens of a JSON text stand. */
sealed interface JsonPlaces {

    /** The current token, of so many characters. */
    Span token(JsonParser parser, int length);

    /** The current token with its quotes; its value has been asked for. */
    Span quoted(JsonParser parser) throws IOException;

    /** A point; the end of the text when it is not known. */
    Span point(@Nullable JsonLocation location);

    /** The end of the text, as far as it was read. */
    Span end(JsonParser parser);

    /** The first character that follows the value that has ended, blanks left out; null when there is none. */
    @Nullable
    Span more(JsonParser parser) throws IOException;

    /** A text that is there as a whole. */
    record InSource(Source source) implements JsonPlaces {

        @Override
        public Span token(JsonParser parser, int length) {
            int from = from(parser);
            return source.span(from, from + length);
        }

        private static int from(JsonParser parser) {
            return (int) parser.currentTokenLocation().getCharOffset();
        }

        /** The end is looked for in the text, since escapes make it longer than its value. */
        @Override
        public Span quoted(JsonParser parser) {
            String text = source.text();
            int from = from(parser);
            int at = from + 1;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return source.span(from, Math.min(at + 1, text.length()));
        }

        @Override
        public Span point(@Nullable JsonLocation location) {
            int end = source.text().length();
            int at = location == null ? end : (int) Math.max(0, Math.min(end, location.getCharOffset()));
            return source.span(at, at);
        }

        @Override
        public Span end(JsonParser parser) {
            return point(null);
        }

        @Override
        public @Nullable Span more(JsonParser parser) {
            String text = source.text();
            int at = (int) parser.currentLocation().getCharOffset();
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at == text.length() ? null : source.span(at, at + 1);
        }
    }

    /** A text that passes by. The span of a key with escapes ends too early: what was written is gone. */
    record InStream(String file) implements JsonPlaces {

        @Override
        public Span token(JsonParser parser, int length) {
            JsonLocation from = parser.currentTokenLocation();
            return Span.of(file, line(from), column(from), column(from) + length);
        }

        @Override
        public Span quoted(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.FIELD_NAME) {
                return token(parser, parser.getTextLength() + 2);
            }
            JsonLocation from = parser.currentTokenLocation();
            JsonLocation to = parser.currentLocation();
            return new Span(file, line(from), column(from), line(to), column(to));
        }

        @Override
        public Span point(@Nullable JsonLocation location) {
            return location == null ? Span.wholeFile(file) : Span.point(file, line(location), column(location));
        }

        @Override
        public Span end(JsonParser parser) {
            return point(parser.currentLocation());
        }

        @Override
        public @Nullable Span more(JsonParser parser) throws IOException {
            return parser.nextToken() == null ? null : token(parser, 1);
        }

        private static int line(JsonLocation location) {
            return Math.max(1, location.getLineNr());
        }

        private static int column(JsonLocation location) {
            return Math.max(1, location.getColumnNr());
        }
    }
}
