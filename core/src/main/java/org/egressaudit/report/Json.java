package org.egressaudit.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;

/** JSON as our reports lay it out: two spaces for each level, {@code \n} on every system, so that bytes are the same. */
final class Json {

    private Json() {}

    /** What is written into a document. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A document, with a line end after it. */
    static String text(Body body) throws IOException {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer);
            body.write(json);
        }
        return text.append('\n').toString();
    }
}
