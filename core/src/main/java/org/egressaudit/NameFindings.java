package org.egressaudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.egressaudit.dns.LockUpdate.Change;
import org.egressaudit.dns.NameServer;
import org.egressaudit.dns.Resolution;
import org.egressaudit.net.Host;
import org.egressaudit.net.IpAddress;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Finding;
import org.egressaudit.report.Finding.Kind;
import org.egressaudit.report.Finding.Note;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;

/** What is worth telling of names, whatever the policy says of their addresses today. */
final class NameFindings {

    private NameFindings() {}

    /** Names whose answers have left what the lock file holds; a name that could not be compared is a diagnostic. */
    static List<Finding> moved(HostAudit host, Names.Answers answers, Consumer<Diagnostic> report) {
        List<Finding> findings = new ArrayList<>();
        users(host, (name, need) -> name).forEach((name, users) -> {
            Change change = answers.moved().get(name);
            if (change instanceof Change.Unanswered unanswered) {
                report.accept(Diagnostic.warning(
                        "name-not-compared",
                        users.get(0).need.endpoint().at(),
                        name + " could not be looked up, so that its locked addresses are not compared with today's: "
                                + unanswered.reason()));
            } else if (change instanceof Change.Moved moved) {
                boolean gone = answers.today().get(name) instanceof Resolution.NoSuchName;
                if (gone || !moved.gained().isEmpty()) {
                    findings.add(moved(name, moved, gone, users));
                }
            }
        });
        return findings;
    }

    private static Finding moved(String name, Change.Moved moved, boolean gone, List<User> users) {
        List<Note> notes = new ArrayList<>();
        if (gone) {
            notes.add(new Note("today", "no such name"));
        }
        if (!moved.gained().isEmpty()) {
            notes.add(new Note("new today", words(moved.gained())));
        }
        if (!moved.lost().isEmpty()) {
            notes.add(new Note("no longer", words(moved.lost())));
        }
        notes.add(new Note("to renew the lock", "mvn egress:lock"));
        return finding(Kind.MOVED, name, users, List.of(), notes);
    }

    /** Names of which a host's name servers do not say the same. */
    static List<Finding> views(HostAudit host, Names.Answers answers) {
        List<Finding> findings = new ArrayList<>();
        users(host, (name, need) -> name).forEach((name, users) -> {
            Map<NameServer, Resolution> views = answers.views().getOrDefault(name, Map.of());
            if (!views.isEmpty()) {
                List<Note> notes = new ArrayList<>();
                views.forEach((server, answer) -> notes.add(new Note("by " + server, words(answer))));
                findings.add(finding(Kind.VIEWS, name, users, List.of(), notes));
            }
        });
        return findings;
    }

    private static String words(Resolution answer) {
        if (answer instanceof Resolution.Addresses found) {
            return words(found.addresses());
        }
        return answer instanceof Resolution.Failed failed ? failed.reason() : "no such name, or none with addresses";
    }

    private static String words(List<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    }

    /** What concerns several jobs is told once, with the word of the first. */
    static Finding finding(Kind kind, String what, List<User> users, List<Span> rules, List<Note> notes) {
        User first = users.get(0);
        String title = what + ", needed by "
                + Findings.named(users.stream().map(User::job).distinct().toList());
        return new Finding(
                kind, title, first.need.endpoint().at(), List.of(first.job.job().span()), first.job, null, notes);
    }

    /** A job and one of its needs. */
    record User(JobAudit job, NeedAudit need) {}

    /** Who needs a name, in the order of the jobs, by what is told together. */
    static Map<String, List<User>> users(HostAudit host, BiFunction<String, NeedAudit, String> together) {
        Map<String, List<User>> users = new LinkedHashMap<>();
        for (JobAudit job : host.jobs()) {
            for (NeedAudit need : job.needs()) {
                if (need.endpoint().host() instanceof Host.Name name) {
                    users.computeIfAbsent(together.apply(name.name(), need), key -> new ArrayList<>())
                            .add(new User(job, need));
                }
            }
        }
        return users;
    }
}
