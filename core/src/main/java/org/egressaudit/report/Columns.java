package org.egressaudit.report;

/** Lays out lines of a text report: a label, and what is said of it from a fixed column on. */
final class Columns {

    /** Column, counted from 0, at which the second part of a line begins. */
    private static final int SECOND = 31;

    /** Column at which the id of a finding begins in its first line. */
    private static final int ID = 75;

    private Columns() {}

    /** {@code "  label                what is said"}. */
    static String line(String label, String said) {
        return pad("  " + label, SECOND) + said;
    }

    /** A finding's first line, its id in brackets at the right. */
    static String title(String title, String id) {
        return pad(title, ID) + "[" + id + "]";
    }

    private static String pad(String text, int column) {
        return text.length() + 2 > column ? text + "  " : text + " ".repeat(column - text.length());
    }
}
