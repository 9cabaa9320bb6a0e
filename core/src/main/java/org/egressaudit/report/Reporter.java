package org.egressaudit.report;

import java.io.IOException;

/** A way of telling an audit. */
public interface Reporter {

    /** Its name in {@code egress.formats}: {@code text}, {@code json}. */
    String name();

    /** The ending of the file it writes, without a dot. */
    String extension();

    /** Writes the report. */
    void write(Audit audit, Appendable out) throws IOException;
}
