package org.egressaudit.demand;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * The language of a program file.
 *
 * @param name of the language, or of the interpreter when nobody reads its language
 * @param reader who reads it, or null
 * @param options letters of set options on its first line: {@code e} for {@code #!/bin/sh -e}
 */
record Language(String name, @Nullable ScriptReader reader, String options) {

    /** {@code #!/usr/bin/env -S python3 -u}, {@code #!/bin/bash -eu}. */
    private static final Pattern FIRST_LINE = Pattern.compile("#!\\s*(\\S+)(?:\\s+(.*))?");

    static @Nullable ScriptReader named(List<ScriptReader> readers, String language) {
        return readers.stream()
                .filter(reader -> reader.language().equals(language))
                .findFirst()
                .orElse(null);
    }

    /** By what the caller says, else by the first line, else by the file name; else shell, as execvp(3) does. */
    static Language of(Source source, @Nullable String said, List<ScriptReader> readers) {
        if (said != null) {
            return new Language(said, named(readers, said), "");
        }
        Matcher first = FIRST_LINE.matcher(source.line(1));
        if (first.matches()) {
            String program = base(first.group(1));
            String rest = first.group(2) == null ? "" : first.group(2).trim();
            if (program.equals("env")) {
                String[] words = rest.replaceFirst("^-S\\s*", "").split("\\s+", 2);
                program = base(words[0]);
                rest = words.length > 1 ? words[1] : "";
            }
            String interpreter = program.replaceFirst("[-.0-9]+$", "");
            ScriptReader reader = readers.stream()
                    .filter(each -> each.interpreters().contains(interpreter))
                    .findFirst()
                    .orElse(null);
            String letters = rest.startsWith("-") && !rest.startsWith("--")
                    ? rest.substring(1).replaceAll("[^A-Za-z].*", "")
                    : "";
            return new Language(reader == null ? program : reader.language(), reader, letters);
        }
        for (ScriptReader reader : readers) {
            if (reader.extensions().stream().anyMatch(source.file()::endsWith)) {
                return new Language(reader.language(), reader, "");
            }
        }
        return new Language("shell", named(readers, "shell"), "");
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
