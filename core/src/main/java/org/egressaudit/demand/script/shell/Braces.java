package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.shell.syntax.Part;
import org.egressaudit.demand.script.shell.syntax.ShellWord;

/** Brace expansion of bash: {@code {a,b}} and {@code {1..9}} in text that is not quoted. */
final class Braces {

    private static final int MOST = 1_000;

    private Braces() {}

    static List<ShellWord> expand(ShellWord word) {
        for (int i = 0; i < word.parts().size(); i++) {
            if (word.parts().get(i) instanceof Part.Literal literal
                    && literal.text().indexOf('{') >= 0) {
                List<String> texts = texts(literal.text(), 0);
                if (texts.size() > 1) {
                    List<ShellWord> words = new ArrayList<>();
                    for (String text : texts) {
                        List<Part> parts = new ArrayList<>(word.parts());
                        parts.set(i, new Part.Literal(text, literal.span()));
                        words.add(new ShellWord(parts, word.source(), word.span()));
                    }
                    return words;
                }
            }
        }
        return List.of(word);
    }

    private static List<String> texts(String text, int depth) {
        int open = text.indexOf('{');
        while (open >= 0 && depth < 8) {
            List<Integer> commas = new ArrayList<>();
            int close = close(text, open, commas);
            if (close > open) {
                List<String> inner = inside(text.substring(open + 1, close), open, commas);
                if (inner.size() > 1) {
                    List<String> all = new ArrayList<>();
                    for (String each : inner) {
                        for (String rest : texts(each + text.substring(close + 1), depth + 1)) {
                            if (all.size() >= MOST) {
                                return all;
                            }
                            all.add(text.substring(0, open) + rest);
                        }
                    }
                    return all;
                }
            }
            open = text.indexOf('{', open + 1);
        }
        return List.of(text);
    }

    private static int close(String text, int open, List<Integer> commas) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                if (--depth == 0) {
                    return i;
                }
            } else if (c == ',' && depth == 1) {
                commas.add(i);
            }
        }
        return -1;
    }

    private static List<String> inside(String body, int open, List<Integer> commas) {
        List<String> parts = new ArrayList<>();
        if (commas.isEmpty()) {
            String[] ends = body.split("\\.\\.", 2);
            if (ends.length == 2 && ends[0].matches("-?\\d{1,6}") && ends[1].matches("-?\\d{1,6}")) {
                int from = Integer.parseInt(ends[0]);
                int to = Integer.parseInt(ends[1]);
                for (int i = 0; i <= Math.abs(to - from) && i < MOST; i++) {
                    String number = Integer.toString(from + (to < from ? -i : i));
                    boolean padded = ends[0].startsWith("0") && ends[0].length() > 1;
                    parts.add(padded ? "0".repeat(Math.max(0, ends[0].length() - number.length())) + number : number);
                }
            } else if (ends.length == 2 && ends[0].length() == 1 && ends[1].length() == 1) {
                for (char c = ends[0].charAt(0); c <= ends[1].charAt(0); c++) {
                    parts.add(String.valueOf(c));
                }
            }
            return parts;
        }
        int from = 0;
        for (int comma : commas) {
            parts.add(body.substring(from, comma - open - 1));
            from = comma - open;
        }
        parts.add(body.substring(from));
        return parts;
    }
}
