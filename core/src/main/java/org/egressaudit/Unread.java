package org.egressaudit;

import org.egressaudit.text.Sources;

/** Says why a file that the configuration names was not read. */
final class Unread {

    private Unread() {}

    static String because(String file, Sources.Content content) {
        if (content instanceof Sources.Content.Missing) {
            return "`" + file + "` does not exist in the project";
        }
        if (content instanceof Sources.Content.Binary binary) {
            return "`" + file + "` cannot be read: " + binary.reason();
        }
        return content instanceof Sources.Content.Refused refused
                ? "`" + file + "` was not read: " + refused.reason()
                : "`" + file + "` was read";
    }
}
