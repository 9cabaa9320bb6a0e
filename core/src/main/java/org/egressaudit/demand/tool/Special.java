package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Map;

/** What a tool does that its data cannot say; a small class each, named in the data by {@code special}. */
interface Special {

    /** All there are, by the names that profiles use. */
    Map<String, Special> ALL = Map.of(
            "find", new FindActions(),
            "ls", new ListedFolder(),
            "make", new MakeTargets(),
            "xargs", new XargsCommand(),
            "parallel", new ParallelCommands(),
            "python-module", new PythonModule());

    /** What the call does besides what the rules of its profile say. */
    List<Effect> effects(Call call);
}
