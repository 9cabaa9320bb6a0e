/**
 * Tells, before deployment, which scheduled job the firewall will break.
 *
 * <p>Exported is what an embedder needs; the rest is ours to change.
 */
module org.egressaudit.core {
    requires static transitive org.jspecify;
    requires org.dnsjava;
    requires com.fasterxml.jackson.core;
    requires org.snakeyaml.engine;

    exports org.egressaudit;
    exports org.egressaudit.demand;
    exports org.egressaudit.net;
    exports org.egressaudit.policy;
    exports org.egressaudit.report;
    exports org.egressaudit.text;
}
