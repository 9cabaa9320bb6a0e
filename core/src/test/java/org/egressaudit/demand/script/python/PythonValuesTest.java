package org.egressaudit.demand.script.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.demand.script.scan.Calls;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings, one meaning: each of these programs comes to the same call, and to no other. */
class PythonValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import requests\nrequests.get('https://api.example.com/v1')",
                "import requests as r\nr.get('https://api.example.com/v1')",
                "from requests import get\nget('https://api.example.com/v1')",
                "from requests import get as fetch\nfetch('https://api.example.com/v1')",
                "from requests import *\nget('https://api.example.com/v1')",
                "import requests\nURL = 'https://api.example.com/v1'\nrequests.get(URL)",
                "import requests\nrequests.get(u'https://' 'api.example.com' \"/v1\")",
                "import requests\nrequests.get('https://' + 'api.example.com' + '/v1')",
                "import requests\nHOST = 'api.example.com'\nrequests.get(f'https://{HOST}/v{1}')",
                "import requests\nHOST = 'api.example.com'\nrequests.get(f'https://{HOST!s:s}/v1')",
                "import requests\nc = {'h': 'api.example.com'}\nrequests.get(f\"https://{c['h']}/v1\")",
                "import requests\nc = {'h': 'api.example.com'}\nrequests.get(f'https://{c['h']}/v1')",
                "import requests\nrequests.get('https://%s/v%d' % ('api.example.com', 1))",
                "import requests\nrequests.get('https://%(h)s/v1' % {'h': 'api.example.com'})",
                "import requests\nrequests.get('https://{}/v{}'.format('api.example.com', 1))",
                "import requests\nrequests.get('https://{1}/v{0}'.format(1, 'api.example.com'))",
                "import requests\nrequests.get('https://{h}/v1'.format(h='api.example.com'))",
                "import requests\nrequests.get('https://{0[h]}/v1'.format({'h': 'api.example.com'}))",
                "import requests\nrequests.get('/'.join(['https:/', 'api.example.com', 'v1']))",
                "import requests\nfrom urllib.parse import urljoin\nrequests.get(urljoin('https://api.example.com/x', 'v1'))",
                "import requests\nfrom urlparse import urljoin\nrequests.get(urljoin('https://api.example.com', '/v1'))",
                "import requests\nrequests.get('HTTPS://API.EXAMPLE.COM/V1'.lower())",
                "import requests\nrequests.get(' https://api.example.com/v1 '.strip())",
                "import requests\nrequests.get('https://old.example.com/v1'.replace('old', 'api'))",
                "import requests\nu = 'https://api.example.com'\nu += '/v1'\nrequests.get(u)",
                "import requests\na, b = 'https://api.example.com', '/v1'\nrequests.get(a + b)",
                "import requests\na, *b = ['https://api.example.com', '/', 'v1']\nrequests.get(a + ''.join(b))",
                "import requests\nurls = {'x': {'y': ['https://api.example.com/v1']}}\nrequests.get(urls['x']['y'][0])",
                "import requests\nrequests.get({'x': 'https://api.example.com/v1'}.get('x'))",
                "import requests\nrequests.get({}.get('x', 'https://api.example.com/v1'))",
                "import requests\nfor u in ['https://api.example.com/v1']:\n    requests.get(u)",
                "import requests\nfor k, u in {'a': 'https://api.example.com/v1'}.items():\n    requests.get(u)",
                "import requests\n[requests.get(u) for u in ('https://api.example.com/v1',)]",
                "import requests\nlist(map(requests.get, ['https://api.example.com/v1']))",
                "import requests\nfor i, u in enumerate(['https://api.example.com/v1']): requests.get(u)",
                "import requests\ndef f(u): requests.get(u)\nf('https://api.example.com/v1')",
                "import requests\ndef f(p, base='https://api.example.com'): requests.get(base + p)\nf('/v1')",
                "import requests\ndef f(*a, **k): requests.get(a[0] + k['p'])\nf('https://api.example.com', p='/v1')",
                "import requests\ndef f(*, u): requests.get(u)\nf(u='https://api.example.com/v1')",
                "import requests\nf = lambda u: requests.get(u)\nf('https://api.example.com/v1')",
                "import requests\ndef f(g, *a): g(*a)\nf(requests.get, 'https://api.example.com/v1')",
                "import requests\ndef u(): return 'https://api.example.com/v1'\nrequests.get(u())",
                "import requests\ndef u():\n    yield 'https://api.example.com/v1'\nfor x in u(): requests.get(x)",
                "import requests\nclass C:\n    U = 'https://api.example.com/v1'\nrequests.get(C.U)",
                "import requests\nclass C:\n    def __init__(self, u): self.u = u\n    def go(self): requests.get(self.u)\n"
                        + "C('https://api.example.com/v1').go()",
                "import requests\nclass B:\n    p = '/v0'\n    def go(self): requests.get('https://api.example.com' + self.p)\n"
                        + "class C(B):\n    p = '/v1'\nC().go()",
                "import requests\nclass C:\n    @property\n    def u(self): return 'https://api.example.com/v1'\nrequests.get(C().u)",
                "import requests\nclass C:\n    @staticmethod\n    def go(u): requests.get(u)\nC.go('https://api.example.com/v1')",
                "import requests\nfrom dataclasses import dataclass\n@dataclass\nclass C:\n    u: str = 'https://api.example.com/v1'\n"
                        + "requests.get(C().u)",
                "import requests\nfrom enum import Enum\nclass E(Enum):\n    A = 'https://api.example.com/v1'\nrequests.get(E.A.value)",
                "import requests, os\nrequests.get(os.environ.get('NOT_SET', 'https://api.example.com/v1'))",
                "import requests, os\nrequests.get(os.getenv('NOT_SET') or 'https://api.example.com/v1')",
                "import requests, os\nrequests.get(os.environ['SET'] + '/v1')",
                "import requests, os\ntry:\n    u = os.environ['NOT_SET']\nexcept KeyError:\n    u = 'https://api.example.com/v1'\n"
                        + "requests.get(u)",
                "import requests\nx = None\nrequests.get(x or 'https://api.example.com/v1')",
                "import requests\nD = False\nrequests.get('https://test.example.com' if D else 'https://api.example.com/v1')",
                "import requests\nif (u := 'https://api.example.com/v1'): requests.get(u)",
                "import requests\ndef f():\n    global U\n    U = 'https://api.example.com/v1'\nf()\nrequests.get(U)",
                "import requests\nfrom functools import partial\npartial(requests.get, 'https://api.example.com/v1')()",
                "import requests, threading\nthreading.Thread(target=requests.get, args=('https://api.example.com/v1',)).start()",
                "import requests\nu = 'https://api.example.com/' \\\n    'v1'\nrequests.get(u)",
                "import requests\nrequests.get(  # a comment (\n    'https://api.example.com/v1'\n)",
                "import requests\nrequests.get('''https://api.example.com/v1''')",
                "import requests\nrequests.get(r'https://api.example.com/v1')",
                "import requests\nrequests.get('\\x68ttps://api.example.com/v1')",
                "import requests\nrequests.get(b'https://api.example.com/v1'.decode())",
                "import json, requests\nrequests.get(json.loads('{\"u\": \"https://api.example.com/v1\"}')['u'])",
            })
    void comesToTheSameCall(String program) {
        FakeExecution target = new FakeExecution();
        new Reading(new PythonReader(), target)
                .in("SET", "https://api.example.com")
                .read("/opt/jobs/job.py", program + "\n");
        assertThat(Calls.of(target.calls()).stream()
                        .filter(call -> call.startsWith("requests."))
                        .toList())
                .isEqualTo(List.of("requests.get(https://api.example.com/v1)"));
        assertThat(target.diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import requests\ndef never(): requests.get('https://api.example.com')",
                "import requests\nclass Never:\n    def go(self): requests.get('https://api.example.com')",
                "import requests\nif False: requests.get('https://api.example.com')",
                "import requests\nHOOK = ''\nif HOOK: requests.post(HOOK)",
                "import requests\nif __name__ == 'other': requests.get('https://api.example.com')",
                "'''requests.get(\"https://api.example.com\")'''",
                "# requests.get('https://api.example.com')",
                "print('https://api.example.com')",
                "import sys, requests\nsys.exit(0)\nrequests.get('https://api.example.com')",
                "import requests\nfor u in []: requests.get(u)",
                "import requests\nwhile 0: requests.get('https://api.example.com')",
                "import requests\ntry:\n    import json\nexcept ImportError:\n    requests.get('https://api.example.com')",
            })
    void comesToNoCall(String program) {
        FakeExecution target = new FakeExecution();
        new Reading(new PythonReader(), target).read("/opt/jobs/job.py", program + "\n");
        assertThat(Calls.of(target.calls())).isEmpty();
    }
}
