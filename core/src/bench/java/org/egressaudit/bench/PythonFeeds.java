package org.egressaudit.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A Python program shaped like one that grew for years: a script that imports a package of many modules and calls each,
 * modules that use the ones before them, hosts in a module of settings, and far more functions than a run needs.
 */
final class PythonFeeds {

    /** Lines of a function below, with the empty one after it. */
    private static final int FUNCTION_LINES = 11;

    private PythonFeeds() {}

    /**
     * @param modules how many modules, each of which reaches one host
     * @param linesEach about how many lines each of them has
     */
    static LargeProgram of(int modules, int linesEach, long seed) {
        Random random = new Random(seed);
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder settings = new StringBuilder("\"\"\"Hosts of all feeds.\"\"\"\n\nHOSTS = {\n");
        StringBuilder job = new StringBuilder("#!/usr/bin/env python3\nimport sys\n\n");
        StringBuilder calls = new StringBuilder("\n\ndef main():\n");
        for (int module = 0; module < modules; module++) {
            String name = "feed" + module;
            settings.append("    '").append(name).append("': '").append(name).append(".example.com',\n");
            job.append("from feeds import ").append(name).append('\n');
            calls.append("    ").append(name).append(".run()\n");
            files.put("feeds/" + name + ".py", module(random, module, linesEach));
        }
        files.put("feeds/__init__.py", "");
        files.put("feeds/settings.py", settings.append("}\n").toString());
        files.put("job.py", job + calls.toString() + "    sys.exit(0)\n\n\nif __name__ == '__main__':\n    main()\n");
        files.put("crontab", "15 3 * * * root python3 /opt/jobs/job.py\n");
        return new LargeProgram(files);
    }

    private static String module(Random random, int module, int lines) {
        String name = "feed" + module;
        StringBuilder text = new StringBuilder("\"\"\"The feed " + name + ".\"\"\"\nimport requests\n\n"
                + "from feeds import settings\n" + (module == 0 ? "" : "from feeds import feed" + (module - 1) + "\n")
                + "\nHOST = settings.HOSTS['" + name + "']\n\n");
        int functions = (lines - 20) / FUNCTION_LINES;
        for (int function = 0; function < functions; function++) {
            text.append("def convert%d(rows, factor=%d):\n".formatted(function, random.nextInt(100)))
                    .append("    \"\"\"Rows with their amounts in another unit.\"\"\"\n")
                    .append("    found = {'unit': 'u%d', 'rows': []}\n".formatted(random.nextInt(1000)))
                    .append("    for position, row in enumerate(rows):\n")
                    .append("        if row.get('amount', 0) > %d and position %% 2 == 0:\n"
                            .formatted(random.nextInt(1000)))
                    .append("            found['rows'].append(row['amount'] * factor)\n")
                    .append("        else:\n")
                    .append("            found['rows'].append(f\"{row['name']}:{position:03d}\")\n")
                    .append("    found['note'] = '%s of %s' % (len(found['rows']), found['unit'])\n")
                    .append("    return found\n\n");
        }
        return text.append("class Feed:\n    def __init__(self, host):\n        self.url = f'https://{host}/v1'\n\n")
                .append("    def fetch(self):\n        return requests.get(self.url + '/rows', timeout=30).json()\n\n\n")
                .append("def run():\n    rows = Feed(HOST).fetch()\n")
                .append("    return convert0(rows), convert1(rows)\n")
                .toString();
    }
}
