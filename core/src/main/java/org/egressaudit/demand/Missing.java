package org.egressaudit.demand;

import java.util.Optional;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;

/** Says why a file of the target machine could not be read, and what would help. */
final class Missing {

    private Missing() {}

    static Diagnostic diagnostic(Sources.Content content, String installed, Span place, InstalledFiles files) {
        String started = "`" + installed + "` is started here, but ";
        if (content instanceof Sources.Content.Missing) {
            return Diagnostic.warning("script-missing", place, started + where(installed, files));
        }
        String project = files.inProject(installed).orElse(installed);
        if (content instanceof Sources.Content.Binary binary) {
            return Diagnostic.warning(
                    "script-binary",
                    place,
                    started + project + " cannot be read as a script: " + binary.reason()
                            + "; declare what it reaches");
        }
        String reason = content instanceof Sources.Content.Refused refused ? refused.reason() : "it is missing";
        return Diagnostic.warning("script-unreadable", place, started + project + " was not read: " + reason);
    }

    /** Where a path was looked for, as the end of a sentence. */
    static String where(String installed, InstalledFiles files) {
        Optional<String> project = files.inProject(installed);
        if (project.isPresent()) {
            return project.get() + " is not in the project; add it, or correct `files` in egress.yaml";
        }
        int slash = installed.lastIndexOf('/');
        String folder = slash <= 0 ? "/" : installed.substring(0, slash);
        return "no entry under `files` in egress.yaml covers it; add one, such as `files: { " + folder
                + ": FOLDER-IN-THIS-PROJECT }`";
    }
}
