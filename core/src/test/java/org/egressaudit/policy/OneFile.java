package org.egressaudit.policy;

import java.util.List;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;

/**
 * A world of one file, which has every name.
 *
 * @param text what it holds
 */
record OneFile(String text) implements Sources {
    @Override
    public Content read(String file) {
        return new Content.Text(new Source(file, text));
    }

    @Override
    public List<String> list(String folder) {
        return List.of();
    }

    @Override
    public Kind kind(String file) {
        return Kind.FILE;
    }
}
