package org.egressaudit.it;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a confirmation needs of the machine it runs on. */
public final class Requirement {

    private Requirement() {}

    /** Skips the test when the machine cannot run it; fails it where a skip would go unnoticed. */
    public static void programs(String... programs) {
        List<String> missing = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("root");
        }
        for (String program : programs) {
            if (!isInstalled(program)) {
                missing.add(program);
            }
        }
        lacks(missing);
    }

    /** The same for files. */
    public static void files(Path... files) {
        lacks(Stream.of(files)
                .filter(file -> !Files.exists(file))
                .map(Path::toString)
                .toList());
    }

    private static void lacks(List<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        String message = "the real thing was not asked, this machine lacks " + String.join(", ", missing);
        if ("true".equals(System.getenv("CI")) || "require".equals(System.getProperty("egress.confirm"))) {
            fail(message);
        }
        abort(message);
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return List.of(path.split(":")).stream()
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }
}
