package org.egressaudit.demand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;

/** What one run of a job met, each thing once, in the order of the run. */
final class JobRecord {

    private final List<Connection> connections = new ArrayList<>();
    private final List<Unresolved> unresolved = new ArrayList<>();
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private boolean prints;
    private final Set<String> seen = new HashSet<>();

    void add(Connection connection) {
        Endpoint endpoint = connection.endpoint();
        if (seen.add(endpoint.label() + " " + connection.site() + " " + endpoint.user())) {
            connections.add(connection);
        }
    }

    void add(Unresolved need) {
        if (seen.add("? " + need.at() + " " + need.expression())) {
            unresolved.add(need);
        }
    }

    /** The same for a need that is told once a run, wherever it is met first. */
    void addOnce(String key, Unresolved need) {
        if (seen.add("once " + key)) {
            add(need);
        }
    }

    void add(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    /** Keeps what a file's comments declare. */
    void read(Source file) {
        if (seen.add("read " + file.file())) {
            var read = Declaration.in(file);
            declarations.addAll(read.value());
            diagnostics.addAll(read.diagnostics());
        }
    }

    /** Something may be printed where cron reads. */
    void addPrint() {
        prints = true;
    }

    boolean prints() {
        return prints;
    }

    List<Connection> connections() {
        return connections;
    }

    List<Unresolved> unresolved() {
        return unresolved;
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    List<Declaration> declarations() {
        return declarations;
    }
}
