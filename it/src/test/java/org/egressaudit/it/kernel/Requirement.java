package org.egressaudit.it.kernel;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a confirmation needs of the machine it runs on. */
final class Requirement {

    private Requirement() {}

    /** Skips the test when the machine cannot run it; fails it where a skip would go unnoticed. */
    static void programs(String... programs) {
        List<String> missing = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("root");
        }
        for (String program : programs) {
            if (!isInstalled(program)) {
                missing.add(program);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        String message = "the kernel was not asked, this machine lacks " + String.join(", ", missing);
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
