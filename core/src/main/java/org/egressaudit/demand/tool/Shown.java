package org.egressaudit.demand.tool;

import java.util.regex.Pattern;

/**
 * What of a word is shown to people: no user-info, no query, no fragment, and not too much. Other secrets are hidden where
 * the word becomes part of a need.
 */
final class Shown {

    /** RFC 3986, section 3.2.1. */
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s]*@");

    private static final Pattern USER_AND_PASSWORD = Pattern.compile("^[^/@\\s:]+:[^/@\\s]+@");

    private static final Pattern QUERY = Pattern.compile("(://[^\\s?#]*)[?#]\\S*");

    private static final int LONGEST = 300;

    private Shown() {}

    /** The text as a line of a report may hold it. */
    static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        cut = USER_INFO.matcher(cut).replaceAll("$1");
        cut = USER_AND_PASSWORD.matcher(cut).replaceFirst("");
        return QUERY.matcher(cut).replaceAll("$1");
    }
}
