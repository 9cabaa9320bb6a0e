package org.egressaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.report.Audit;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.DirectorySources;

/** A project of two hosts with sixty jobs, a host firewall, security groups and a lock file; and all that is told of it. */
final class LargeProject {

    private static final int JOBS = 30;

    private LargeProject() {}

    /** Prints every report of the project in the folder named, in a Java machine of its own. */
    public static void main(String[] arguments) throws IOException {
        StringBuilder told = new StringBuilder();
        tell(Path.of(arguments[0]), told);
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(told);
    }

    static void tell(Path folder, Appendable out) throws IOException {
        DirectorySources sources = new DirectorySources(folder);
        Configuration configuration =
                ConfigurationReader.read("egress.yaml", sources, Overrides.NONE).value();
        Audit audit = new EgressAudit(sources, Instant.parse("2026-11-23T23:15:00Z")).check(configuration);
        for (Reporter reporter : Registry.reporters(sources)) {
            reporter.write(audit, out);
        }
    }

    static void write(Path folder) throws IOException {
        StringBuilder yaml = new StringBuilder("hosts:\n");
        StringBuilder lock = new StringBuilder();
        for (String host : new String[] {"batch-01", "batch-02"}) {
            yaml.append("""
                      %1$s:
                        crontabs: [{ file: %1$s/crontab, format: system }]
                        files: { /opt/jobs: %1$s/jobs }
                        interfaces: { eth0: [192.0.2.10/24] }
                        resolvers: [192.0.2.53, 198.51.100.53]
                        path:
                          - { iptables: %1$s/rules.v4 }
                          - { aws-security-groups: groups.json, groups: [sg-1, sg-2] }
                    """.formatted(host));
            StringBuilder crontab = new StringBuilder();
            for (int job = 0; job < JOBS; job++) {
                crontab.append("%d %d * * * user%d /opt/jobs/job%d.%s\n"
                        .formatted(job, job % 24, job % 7, job, job % 2 == 0 ? "sh" : "py"));
                put(folder.resolve(host + "/jobs/job" + job + (job % 2 == 0 ? ".sh" : ".py")), program(host, job));
            }
            put(folder.resolve(host + "/crontab"), crontab.toString());
            put(folder.resolve(host + "/rules.v4"), rules());
        }
        for (int i = 0; i < 2 * JOBS; i++) {
            lock.append("h%03d.example.com\n  alias   edge%d.example.net\n".formatted(i, i % 5));
            for (int address = 0; address <= i % 4; address++) {
                lock.append("  address 203.0.113.%d\n".formatted((4 * i + address) % 256));
            }
            lock.append("  ttl     60\n  source  192.0.2.53\n  date    2026-11-01\n\n");
        }
        put(folder.resolve("egress.lock"), lock.toString());
        put(folder.resolve("groups.json"), """
                {"SecurityGroups": [
                  {"GroupId": "sg-1", "IpPermissionsEgress": [
                    {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "203.0.113.0/25"}]},
                    {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{"PrefixListId": "pl-1"}]}]},
                  {"GroupId": "sg-2", "IpPermissionsEgress": [
                    {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]}
                """);
        put(folder.resolve("egress.yaml"), yaml + "dns: { lock: egress.lock }\n");
    }

    private static String program(String host, int job) {
        int name = host.endsWith("1") ? job : JOBS + job;
        return job % 2 == 0
                ? "#!/bin/bash\ncurl -m %d https://h%03d.example.com/ || exit 1\nwget http://unknown%d.example.org/\nnc $1 %d\n"
                        .formatted(job + 1, name, job, 5000 + job)
                : "#!/usr/bin/python3\nimport requests, os\nrequests.get('https://h%03d.example.com/')\nrequests.get(os.environ['X%d'])\n"
                        .formatted(name, job);
    }

    private static String rules() {
        StringBuilder rules =
                new StringBuilder("*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT DROP [0:0]\n:OUT - [0:0]\n-A OUTPUT -j OUT\n");
        for (int i = 0; i < JOBS; i++) {
            rules.append("-A OUT -d 203.0.113.%d/30 -p tcp -m tcp --dport 443 -j ACCEPT\n".formatted(8 * i % 256));
        }
        return rules.append("-A OUT -d 192.0.2.53/32 -p udp -m udp --dport 53 -j ACCEPT\nCOMMIT\n")
                .toString();
    }

    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
