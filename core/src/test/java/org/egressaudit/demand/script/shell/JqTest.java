package org.egressaudit.demand.script.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jq prints, as the jq of the machine prints it. */
class JqTest {

    private static final String DATA = """
            {"api": {"url": "https://api.example.com", "port": 8443, "tls": true, "proxy": null, "paths": ["a", "b", "c"]},
             "servers": [{"name": "x", "host": "x.example.com", "enabled": true, "port": 22},
                         {"name": "y", "host": "y.example.com", "enabled": false, "port": 2222},
                         {"name": "z-1", "host": "z.example.com", "role": "db"}],
             "by-name": {"b": {"h": "b.example.com"}, "a": {"h": "a.example.com"}}, "empty": [], "text": "two words"}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".api.url",
                ".api.port",
                ".api.tls",
                ".api.proxy",
                ".api.missing",
                ".api.paths[]",
                ".api.paths[1]",
                ".api.paths[-1]",
                ".api.paths[9]",
                ".servers[].host",
                ".servers[0].host",
                ".servers | .[1] | .host",
                ".servers[] | .host",
                ".servers[] | select(.enabled) | .host",
                ".servers[] | select(.name == \"y\") | .host",
                ".servers[] | select(.name != \"y\") | .host",
                ".servers[] | select(.port == 22) | .name",
                ".servers[] | select(.role == \"db\").host",
                ".servers[].port // 22",
                ".api.proxy // \"none\"",
                ".api.missing // empty",
                ".[\"by-name\"].a.h",
                ".\"by-name\".b.h",
                ".\"by-name\"[].h",
                ".\"by-name\" | keys[]",
                ".\"by-name\" | keys_unsorted[]",
                ".servers[] | \"\\(.host):\\(.port)\"",
                "\"https://\\(.servers[0].host)/\"",
                ".empty[]",
                ".text",
                ".api | .url",
                ".api.paths[]?",
                "[.servers[].host] | @csv",
                ".servers | length",
                ".servers | map(.host) | .[]",
            })
    void prints_what_jq_prints(String program) throws IOException, InterruptedException {
        String real = real(program);
        Assumptions.assumeTrue(real != null, "no jq on this machine");
        String ours = Jq.jq(List.of("-r", program), DATA);
        boolean followed = !program.contains("@csv") && !program.contains("length") && !program.contains("map(");
        assertThat(ours != null).as("followed").isEqualTo(followed && !program.contains(").host"));
        if (ours != null) {
            assertThat(ours).isEqualTo(real);
        }
    }

    private static @Nullable String real(String program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("jq", "-r", program));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return null;
        }
        process.getOutputStream().write(DATA.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
