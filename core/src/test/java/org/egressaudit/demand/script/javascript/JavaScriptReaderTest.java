package org.egressaudit.demand.script.javascript;

import org.egressaudit.demand.script.scan.Spellings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings, one meaning. */
class JavaScriptReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const axios = require('axios'); axios.get('https://api.example.com/v1')",
                "import axios from 'axios'\naxios.get('https://api.example.com/v1')",
                "import { get } from 'axios'\nget('https://api.example.com/v1')",
                "const { get: fetchIt } = require('axios')\nfetchIt('https://api.example.com/v1')",
                "const axios = require('axios'); const u = 'https://api.example.com'; axios.get(u + '/v1');",
                "const axios = require('axios'); let u = 'https://api.example.com'; u += '/v1'; axios.get(u);",
                "const axios = require('axios'); const h = 'api.example.com'; axios.get(`https://${h}/v${1}`);",
                "const axios = require('axios'); const c = { h: ['api.example.com'] }; axios.get(`https://${c.h[0]}/v1`);",
                "const axios = require('axios'); const { h = 'api.example.com' } = {}; axios.get(`https://${h}/v1`);",
                "const axios = require('axios'); function go(p, b = 'https://api.example.com') { axios.get(b + p) } go('/v1')",
                "const axios = require('axios'); const go = async ({ u }) => { await axios.get(u) }; go({ u: 'https://api.example.com/v1' })",
                "const axios = require('axios'); class C { constructor(u) { this.u = u } go() { axios.get(this.u) } }"
                        + " new C('https://api.example.com/v1').go()",
                "const axios = require('axios'); class B { get u() { return 'https://api.example.com/v1' } } class C extends B {}"
                        + " axios.get(new C().u)",
                "const axios = require('axios'); for (const u of ['https://api.example.com/v1']) axios.get(u)",
                "const axios = require('axios'); ['https://api.example.com/v1'].forEach(u => { axios.get(u) })",
                "const axios = require('axios'); for (const [k, u] of Object.entries({ a: 'https://api.example.com/v1' })) axios.get(u)",
                "const axios = require('axios'); axios.get(['https:/', 'api.example.com', 'v1'].join('/'))",
                "const axios = require('axios'); axios.get(new URL('/v1', 'https://api.example.com/x').href)",
                "const axios = require('axios'); axios.get(process.env.SET + '/v1')",
                "const axios = require('axios'); axios.get(process.env.NOT_SET || 'https://api.example.com/v1')",
                "const axios = require('axios'); axios.get(process.env.NOT_SET ?? 'https://api.example.com/v1')",
                "const axios = require('axios'); axios.get(`${process.argv[2]}/v1`)",
                "const axios = require('axios'); axios.get(false ? 'https://test.example.com' : 'https://api.example.com/v1')",
                "const axios = require('axios'); const r = /https:\\/\\/x/; axios.get('https://api.example.com/v1')",
                "const axios = require('axios'); main(); function main() { axios.get('https://api.example.com/v1') }",
                "const axios = require('axios'); Promise.resolve('https://api.example.com/v1').then(u => axios.get(u))",
                "const axios = require('axios'); setTimeout(() => axios.get('https://api.example.com/v1'), 10)",
                "const axios = require('axios'); (async () => { try { await axios.get('https://api.example.com/v1') } catch (e) {} })()",
            })
    void comesToTheSameCall(String program) {
        Spellings.comesTo(
                new JavaScriptReader(), "/opt/jobs/job.js", program + "\n", "axios.get(https://api.example.com/v1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// fetch('https://api.example.com')",
                "/* fetch('https://api.example.com') */",
                "function never() { fetch('https://api.example.com') }",
                "class C { never() { fetch('https://api.example.com') } }",
                "const hook = ''; if (hook) fetch(hook)",
                "process.exit(0); fetch('https://api.example.com')",
                "console.log('https://api.example.com')",
                "const never = () => fetch('https://api.example.com')",
            })
    void comesToNoCall(String program) {
        Spellings.comesToNothing(new JavaScriptReader(), "/opt/jobs/job.js", program + "\n");
    }
}
