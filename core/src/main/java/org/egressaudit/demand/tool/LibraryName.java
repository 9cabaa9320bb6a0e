package org.egressaudit.demand.tool;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The library that a function belongs to, by the manners of its language.
 *
 * @param written what to tell a person, as programs write it: {@code Net::Amazon::S3}, or a class of the library
 * @param dotted the library itself, with dots for separators
 */
record LibraryName(String written, String dotted) {

    private static final Pattern SEPARATOR = Pattern.compile("::|->|\\\\|#");

    /** {@code @scope/package/file.js} is spoken of with dots. */
    private static final Pattern SCOPED = Pattern.compile("(@[^./]+)[./](.*)", Pattern.DOTALL);

    static String dotted(String name) {
        return SEPARATOR.matcher(name.replace('/', '.')).replaceAll(".");
    }

    /**
     * The library of a function.
     *
     * @param language of the call
     * @param function its full name, {@code mylib.Client.fetch}
     * @param namespaces names that are no libraries but hold some
     * @return empty when the function belongs to the language, or to an object of which nothing is known
     */
    static Optional<LibraryName> of(String language, String function, Set<String> namespaces) {
        if (function.startsWith("?") || function.startsWith(".") || function.startsWith("/")) {
            return Optional.empty();
        }
        return switch (language) {
            case "python" ->
                function.indexOf('.') < 0
                        ? Optional.empty()
                        : first(function, namespaces).map(module -> new LibraryName(module, module));
            case "javascript" -> javascript(function);
            case "ruby" -> ofClass(function.substring(0, end(function, ".")), function, namespaces);
            case "perl" -> perl(function);
            case "php" -> ofClass(function.substring(0, end(function, "->", "::")), function, namespaces);
            default -> Optional.empty();
        };
    }

    /** The shortest beginning that is no namespace. */
    private static Optional<String> first(String function, Set<String> namespaces) {
        String[] parts = dotted(function).split("\\.");
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            name.append(name.isEmpty() ? "" : ".").append(part);
            if (!namespaces.contains(name.toString())) {
                break;
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
    }

    private static Optional<LibraryName> javascript(String function) {
        Matcher scoped = SCOPED.matcher(function);
        if (scoped.matches()) {
            String rest = scoped.group(2);
            String name = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
            return Optional.of(new LibraryName(scoped.group(1) + "/" + name, scoped.group(1) + "." + name));
        }
        int dot = function.indexOf('.');
        String name = dot < 0 ? function : function.substring(0, dot);
        return Optional.of(new LibraryName(name, name));
    }

    /** The package: what stands before the first arrow, or before the last part of a function's full name. */
    private static Optional<LibraryName> perl(String function) {
        int arrow = function.indexOf("->");
        int colons = function.lastIndexOf("::");
        int end = arrow >= 0 ? arrow : colons;
        String name = end < 0 ? "" : function.substring(0, end);
        return name.isEmpty() ? Optional.empty() : Optional.of(new LibraryName(name, dotted(name)));
    }

    /** A class, told by its full name, belongs to the vendor of its namespace; a plain function to the language. */
    private static Optional<LibraryName> ofClass(String type, String function, Set<String> namespaces) {
        String bare = type.startsWith("\\") ? type.substring(1) : type;
        boolean isClass = bare.indexOf('\\') > 0 || (!bare.isEmpty() && Character.isUpperCase(bare.charAt(0)));
        return isClass
                ? first(function.substring(type.length() - bare.length()), namespaces)
                        .map(library -> new LibraryName(bare, library))
                : Optional.empty();
    }

    /** Where the first of some separators stands, or the end. */
    private static int end(String function, String... separators) {
        int end = function.length();
        for (String separator : separators) {
            int at = function.indexOf(separator);
            end = at >= 0 && at < end ? at : end;
        }
        return end;
    }
}
