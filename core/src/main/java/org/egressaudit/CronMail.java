package org.egressaudit;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.Configuration.Mail;
import org.egressaudit.Configuration.Mail.Direct;
import org.egressaudit.Configuration.Mail.Relay;
import org.egressaudit.demand.AddressUse;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.JobDemand;
import org.egressaudit.demand.MailTo;
import org.egressaudit.demand.Need;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What the mail needs by which cron tells of a job: {@code MAILTO} makes a line that prints a need of its own, when the
 * deployment says that mail leaves the host.
 */
final class CronMail {

    private static final FailureMode UNTOLD =
            new FailureMode(true, 0, null, "run as ever, but what it prints will reach nobody");

    private CronMail() {}

    /** The demand with what cron's mail of it needs. */
    static JobDemand with(JobDemand demand, @Nullable Mail mail) {
        Job job = demand.job();
        MailTo to = job.mailTo();
        if (mail == null || to == null || to.nobody() || !demand.prints()) {
            return demand;
        }
        List<Need> needs = new ArrayList<>(demand.needs());
        List<Unresolved> unresolved = new ArrayList<>(demand.unresolved());
        if (mail instanceof Relay relay) {
            needs.add(new Need(
                    new Endpoint(
                            relay.host(),
                            relay.port(),
                            Protocol.TCP,
                            Certainty.DECLARED,
                            to.span(),
                            "MAILTO=" + to.recipients(),
                            relay.span(),
                            List.of(),
                            "cron's mail",
                            relay.user(),
                            null,
                            AddressUse.UNKNOWN),
                    UNTOLD));
        } else if (mail instanceof Direct) {
            to.domains()
                    .forEach(domain -> unresolved.add(new Unresolved(
                            "mail exchanger of " + domain,
                            to.span(),
                            "cron's mail goes to port 25 of whatever server takes mail for " + domain
                                    + " (its MX record); say which: `mail: HOST:25`",
                            "cron's mail",
                            List.of())));
        }
        return new JobDemand(job, needs, unresolved, demand.diagnostics(), demand.prints());
    }
}
