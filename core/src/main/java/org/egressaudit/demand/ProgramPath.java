package org.egressaudit.demand;

import java.util.Set;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** Finds the file that a command word names, as execvp(3) does, among the files of the project. */
final class ProgramPath {

    /** What cron gives a job (crontab(5) of Debian); used when PATH is not known. */
    private static final String USUAL = "/usr/bin:/bin:/usr/local/bin:/usr/sbin:/sbin:/usr/local/sbin";

    /** Folders that a distribution fills; a program there is not the project's own. */
    private static final Set<String> SYSTEM_FOLDERS =
            Set.of("/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/libexec", "/lib");

    private ProgramPath() {}

    /** Its installed path when the project holds something there; else null. */
    static @Nullable String find(String name, Situation situation, Execution execution) {
        if (name.isEmpty()) {
            return null;
        }
        if (name.indexOf('/') >= 0) {
            return InstalledFiles.absolute(name, situation.directory())
                    .filter(path -> isThere(path, execution))
                    .orElse(null);
        }
        String searched = situation.variable("PATH").flatMap(Word::known).orElse(USUAL);
        for (String folder : searched.split(":")) {
            String path = InstalledFiles.absolute(folder + "/" + name, situation.directory())
                    .orElse(null);
            if (path != null && execution.kind(path) == Sources.Kind.FILE) {
                return path;
            }
        }
        return null;
    }

    private static boolean isThere(String path, Execution execution) {
        return execution.kind(path) != Sources.Kind.MISSING;
    }

    /** Whether a command word names a file of the operator's own rather than a program of the distribution. */
    static boolean looksLikeOwnProgram(String name) {
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            return name.matches(".*\\.(?:sh|bash|py|pl|php|rb|js)");
        }
        String folder = slash == 0 ? "/" : name.substring(0, slash);
        return SYSTEM_FOLDERS.stream().noneMatch(system -> folder.equals(system) || folder.startsWith(system + "/"));
    }
}
