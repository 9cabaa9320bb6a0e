package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.report.Audit;
import org.egressaudit.report.FlowReport;
import org.egressaudit.report.NeedsReport;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Secrets of all kinds, planted where people write them, are looked for in all that an audit prints.
 *
 * <p>The table is {@code secrets.txt}. Each secret stands in a project whose job reaches the network on the same line, so
 * that the line is shown; and in a second project where the line is broken, so that its trouble is told.
 */
class SecretsEverywhereTest {

    private static final Path TABLE = Path.of("src/test/resources/org/egressaudit/report/secrets.txt");

    private static final Instant NOW = Instant.parse("2026-11-23T23:15:00Z");

    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    /** A few characters more than chance would repeat. */
    private static final int TELLING = 6;

    /** What follows a statement of each language on its line: a need, and a need of which nobody knows the host. */
    private static final Map<String, String> REACHING = Map.of(
            "sh", "\ncurl https://blocked.example.com/; curl \"https://$NOBODY_KNOWS/\"",
            "py", "; requests.get('https://blocked.example.com/'); requests.get(sys.argv[9])",
            "php", " file_get_contents('https://blocked.example.com/'); file_get_contents($argv[9]);",
            "pl", "; $ua->get('https://blocked.example.com/'); $ua->get($ARGV[9]);",
            "rb", "; Net::HTTP.get('blocked.example.com', '/'); Net::HTTP.get(ARGV[9], '/')",
            "js", "; fetch('https://blocked.example.com/'); fetch(process.argv[9]);");

    private static final Map<String, String> BEGINNING = Map.of(
            "sh", "#!/bin/bash\n",
            "py", "#!/usr/bin/python3\nimport ftplib, os, sys, MySQLdb, psycopg2, requests\n",
            "php", "#!/usr/bin/php\n<?php\n",
            "pl", "#!/usr/bin/perl\nuse LWP::UserAgent; use DBI; my $ua = LWP::UserAgent->new;\n",
            "rb", "#!/usr/bin/ruby\nrequire 'net/http'\n",
            "js", "#!/usr/bin/node\nconst axios = require('axios');\n");

    private static final String TOOLS =
            "curl -n https://api.example.com/; wget https://www.example.com/f; ssh backup true;"
                    + " psql -h db.example.com shop; mysql shop; psql service=shop; aws s3 ls; npm install; pip install x;"
                    + " rclone ls remote:; git -C /srv/repo pull; msmtp a@example.com; . /opt/jobs/.env; curl https://$DB_HOST/";

    /** Where a secret stands, and in what. */
    record Plant(String place, String text) {
        @Override
        public String toString() {
            return place + " | " + text;
        }
    }

    static Stream<Plant> plants() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 2))
                .map(cells -> new Plant(cells[0], cells[1].replace("\\n", "\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void noneIsShown(Plant plant) throws IOException {
        Random random = new Random(plant.hashCode());
        List<String> secrets = new ArrayList<>();
        String text = filled(plant.text(), random, secrets);
        for (boolean broken : new boolean[] {false, true}) {
            String shown = everythingShown(project(plant.place(), text, broken));
            for (String secret : secrets) {
                for (int i = 0; i + TELLING <= secret.length(); i++) {
                    String part = secret.substring(i, i + TELLING);
                    assertThat(shown.contains(part))
                            .as(
                                    "%s of %s is shown%s:\n%s",
                                    part, secret, broken ? " when broken" : "", around(shown, part))
                            .isFalse();
                }
            }
            if (!broken) {
                assertThat(shown).contains("example.com");
            }
        }
    }

    private static String around(String shown, String part) {
        return shown.lines().filter(line -> line.contains(part)).reduce("", (all, line) -> all + line + "\n");
    }

    /** The text with random secrets in place of its braces. */
    private static String filled(String text, Random random, List<String> secrets) {
        Matcher brace = Pattern.compile("\\{(?:([aAhdb])(\\d+))?}").matcher(text);
        return brace.replaceAll(found -> {
            String alphabet = switch (found.group(1) == null ? "a" : found.group(1)) {
                case "A" -> "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
                case "h" -> "0123456789abcdef";
                case "d" -> "0123456789";
                case "b" -> LETTERS + "0123456789+/";
                default -> LETTERS + "23456789";
            };
            int length = found.group(2) == null ? 17 : Integer.parseInt(found.group(2));
            StringBuilder secret = new StringBuilder();
            while (secret.length() < length) {
                secret.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if ("b".equals(found.group(1)) && length % 4 == 0 && length != 40 && length != 64) {
                secret.setCharAt(length - 1, '=');
            }
            secrets.add(secret.toString());
            return Matcher.quoteReplacement(secret.toString());
        });
    }

    private static Map<String, String> project(String place, String text, boolean broken) {
        Map<String, String> files = new TreeMap<>();
        boolean script = BEGINNING.containsKey(place);
        String minute = broken && (place.equals("line") || place.equals("set")) ? "99" : "17";
        String line = place.equals("line")
                ? text + java.util.Objects.requireNonNull(REACHING.get("sh")).replace('\n', ';')
                : "/opt/jobs/job x";
        files.put(
                "deploy/crontab",
                (place.equals("set") ? (broken ? "'" : "") + text + "\n" : "") + minute + " * * * * root "
                        + line.replace("%", "\\%") + (broken && place.equals("line") ? " '" : "")
                        + "\n0 1 * * * root curl https://blocked.example.com/\n");
        String trouble = broken ? "'\"(" : "";
        files.put(
                "scripts/job",
                script
                        ? BEGINNING.get(place) + text + trouble + REACHING.get(place) + "\n"
                        : BEGINNING.get("sh") + TOOLS + "\n");
        files.put(
                "deploy/rules.v4",
                "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT DROP [0:0]\n"
                        + (place.equals("rules") ? text + (broken ? " --what \"" : "") + "\n" : "") + "COMMIT\n");
        files.put(
                "egress.yaml",
                "hosts:\n  batch:\n    crontabs: [deploy/crontab]\n"
                        + "    files: { /opt/jobs: scripts, /root: home, /srv/repo: repo }\n"
                        + "    path: [{ iptables: deploy/rules.v4 }]\n"
                        + (place.equals("yaml") ? "    " + text + (broken ? "}" : "") + "\n" : "")
                        + "dns: { hosts: deploy/hosts }\n");
        files.put("deploy/hosts", "203.0.113.45 blocked.example.com api.example.com db.example.com\n");
        if (place.contains("/")) {
            files.put(place.replaceFirst("^jobs/", "scripts/"), text + trouble + "\n");
        }
        return files;
    }

    private static String everythingShown(Map<String, String> project) throws IOException {
        Sources sources = new Memory(project);
        StringBuilder shown = new StringBuilder();
        Parsed<Configuration> configuration =
                ConfigurationReader.read("egress.yaml", sources, ConfigurationReader.Overrides.NONE);
        tell(configuration.diagnostics(), shown);
        if (configuration.unusable()) {
            return shown + "example.com";
        }
        EgressAudit auditor = new EgressAudit(sources, NOW);
        for (Audit audit : List.of(auditor.check(configuration.value()), auditor.needs(configuration.value()))) {
            for (Reporter reporter : Registry.reporters(sources)) {
                reporter.write(audit, shown);
            }
            new NeedsReport(sources).write(audit, shown);
            tell(audit.diagnostics(), shown);
        }
        Parsed<Explanation> explanation =
                Explanation.of(configuration.value().hosts().get(0), sources, NOW);
        tell(explanation.diagnostics(), shown);
        Flow flow = Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443);
        new FlowReport(sources)
                .trace(explanation.value().explain(flow))
                .forEach(line -> shown.append(line).append('\n'));
        explanation
                .value()
                .explain(
                        new BufferedReader(new StringReader("id,user,proto,dst,dport\n1,root,tcp,203.0.113.45,443\n")),
                        shown);
        return shown.toString();
    }

    private static void tell(List<Diagnostic> diagnostics, StringBuilder shown) {
        diagnostics.forEach(each -> shown.append(each).append('\n'));
    }

    /** A project that is nowhere but here. */
    private record Memory(Map<String, String> files) implements Sources {
        @Override
        public Content read(String file) {
            String text = files.get(file);
            return text == null ? new Content.Missing() : new Content.Text(new Source(file, text));
        }

        @Override
        public List<String> list(String folder) {
            return files.keySet().stream()
                    .filter(file -> file.startsWith(folder + "/"))
                    .map(file -> file.substring(folder.length() + 1).split("/")[0])
                    .distinct()
                    .toList();
        }

        @Override
        public Kind kind(String file) {
            return files.containsKey(file) ? Kind.FILE : list(file).isEmpty() ? Kind.MISSING : Kind.FOLDER;
        }
    }
}
