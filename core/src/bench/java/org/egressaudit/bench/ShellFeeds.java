package org.egressaudit.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A shell program of the same kind: a script that sources a library for each feed and calls one function of it, hosts in
 * a file of settings, and far more functions than a run needs.
 */
final class ShellFeeds {

    /** Lines of a function below, with the empty one after it. */
    private static final int FUNCTION_LINES = 13;

    private ShellFeeds() {}

    /**
     * @param libraries how many files, each of which reaches one host
     * @param linesEach about how many lines each of them has
     */
    static LargeProgram of(int libraries, int linesEach, long seed) {
        Random random = new Random(seed);
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder settings = new StringBuilder("# Hosts of all feeds.\n");
        StringBuilder job = new StringBuilder(
                "#!/bin/bash\nset -eu\ncd \"$(dirname \"$0\")\"\n. ./settings.sh\nfor lib in lib/*.sh; do\n    . \"$lib\"\ndone\n\n");
        for (int library = 0; library < libraries; library++) {
            settings.append("FEED%d_HOST=feed%d.example.com\n".formatted(library, library));
            job.append("feed%d_run \"${FEED%d_HOST}\"\n".formatted(library, library));
            files.put("lib/feed%d.sh".formatted(library), library(random, library, linesEach));
        }
        files.put("settings.sh", settings.toString());
        files.put("job.sh", job.toString());
        files.put("crontab", "15 3 * * * root /opt/jobs/job.sh\n");
        return new LargeProgram(files);
    }

    private static String library(Random random, int library, int lines) {
        StringBuilder text = new StringBuilder("# The feed %d.\n\n".formatted(library));
        for (int function = 0; function < (lines - 14) / FUNCTION_LINES; function++) {
            text.append("feed%d_convert%d() {\n".formatted(library, function))
                    .append("    local file=$1 factor=${2:-%d} line\n".formatted(random.nextInt(100)))
                    .append("    if [ ! -s \"$file\" ]; then\n        log \"$file is empty\"\n        return 1\n    fi\n")
                    .append("    while IFS=, read -r name amount _; do\n")
                    .append("        case $name in\n            '#'*|'') continue ;;\n")
                    .append("        esac\n        echo \"$name,$((amount * factor))\"\n")
                    .append("    done < \"$file\" | sort -t, -k2 > \"${file%.csv}.sorted\"\n}\n\n");
        }
        return text.append("feed%d_run() {\n".formatted(library))
                .append("    local host=$1 out\n    out=$(mktemp)\n    trap 'rm -f \"$out\"' EXIT\n")
                .append("    for try in 1 2 3; do\n        if curl -fsS -m 30 -o \"$out\" \"https://$host/v1/rows\"; then\n")
                .append("            return 0\n        fi\n        sleep $((try * 5))\n    done\n    return 1\n}\n")
                .toString();
    }
}
