package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands of a shell, or modules, classes and packages of a language, that never use the network of their own accord:
 * {@code harmless/LANGUAGE.yaml}.
 *
 * @param noun what a library of the language is called: module, class, package
 * @param namespaces names that only hold libraries, so that a library's name is longer than these
 * @param telling commands whose exit status answers a question
 * @param names all of them, the telling ones too, with dots for separators
 */
record Harmless(String noun, Set<String> namespaces, Set<String> telling, Set<String> names) {

    private static final Map<String, Harmless> KNOWN = new ConcurrentHashMap<>();

    static Harmless of(String language) {
        return KNOWN.computeIfAbsent(language, Harmless::read);
    }

    private static Harmless read(String language) {
        String noun = "command";
        Set<String> namespaces = Set.of();
        Set<String> telling = Set.of();
        Set<String> names = new HashSet<>();
        Map<String, Data> fields =
                Data.resource("harmless/" + language + ".yaml").orElseThrow().fields();
        for (Map.Entry<String, Data> field : fields.entrySet()) {
            List<String> words = new ArrayList<>();
            for (String word : field.getValue().words()) {
                words.add(language.equals("shell") ? word : LibraryName.dotted(word));
            }
            switch (field.getKey()) {
                case "library" -> noun = words.get(0);
                case "namespaces" -> namespaces = Set.copyOf(words);
                case "status answers" -> {
                    telling = Set.copyOf(words);
                    names.addAll(words);
                }
                default -> names.addAll(words);
            }
        }
        return new Harmless(noun, namespaces, telling, Set.copyOf(names));
    }

    /** Whether a name, or a beginning of it that ends before a dot, is among these. */
    boolean covers(String dotted) {
        for (String beginning = dotted; ; beginning = beginning.substring(0, beginning.lastIndexOf('.'))) {
            if (names.contains(beginning)) {
                return true;
            }
            if (beginning.lastIndexOf('.') <= 0) {
                return false;
            }
        }
    }
}
