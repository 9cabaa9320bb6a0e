package org.egressaudit.demand.script.php;

import org.egressaudit.demand.script.scan.Spellings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings, one meaning. */
class PhpReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file_get_contents('https://api.example.com/v1');",
                "$u = 'https://api.example.com'; file_get_contents($u . '/v1');",
                "$u = 'https://api.example.com'; $u .= '/v1'; file_get_contents($u);",
                "$h = 'api.example.com'; file_get_contents(\"https://$h/v1\");",
                "$h = ['n' => 'api.example.com']; file_get_contents(\"https://{$h['n']}/v1\");",
                "$h = ['n' => 'api.example.com']; file_get_contents(\"https://$h[n]/v1\");",
                "define('API', 'https://api.example.com'); file_get_contents(API . '/v1');",
                "const API = 'https://api.example.com'; file_get_contents(API . '/v1');",
                "class C { const U = 'https://api.example.com/v1'; } file_get_contents(C::U);",
                "class C { public static $u = 'https://api.example.com/v1'; } file_get_contents(C::$u);",
                "class C { private $u; function __construct($u) { $this->u = $u; } function go() { file_get_contents($this->u); } }"
                        + " (new C('https://api.example.com/v1'))->go();",
                "class C { static function go($u) { file_get_contents($u); } } C::go('https://api.example.com/v1');",
                "function go($p, $b = 'https://api.example.com') { file_get_contents($b . $p); } go('/v1');",
                "$f = function ($u) { file_get_contents($u); }; $f('https://api.example.com/v1');",
                "$f = fn($p) => file_get_contents(\"https://api.example.com$p\"); $f('/v1');",
                "foreach (['https://api.example.com/v1'] as $u) { file_get_contents($u); }",
                "foreach (array('x' => 'https://api.example.com/v1') as $k => $u): file_get_contents($u); endforeach;",
                "$u = []; $u[] = 'https://api.example.com/v1'; file_get_contents($u[0]);",
                "file_get_contents(sprintf('https://%s/v%d', 'api.example.com', 1));",
                "file_get_contents(implode('/', ['https:/', 'api.example.com', 'v1']));",
                "file_get_contents(getenv('SET') . '/v1');",
                "file_get_contents(getenv('NOT_SET') ?: 'https://api.example.com/v1');",
                "file_get_contents($_ENV['NOT_SET'] ?? 'https://api.example.com/v1');",
                "file_get_contents($argv[1] . '/v1');",
                "$u = <<<EOT\nhttps://api.example.com/v1\nEOT;\nfile_get_contents($u);",
                "list($a, $b) = ['https://api.example.com', '/v1']; file_get_contents($a . $b);",
                "if (false) { file_get_contents('https://test.example.com'); } else { file_get_contents('https://api.example.com/v1'); }",
                "switch ('b') { case 'a': file_get_contents('x://y'); break; case 'b': file_get_contents('https://api.example.com/v1'); }",
                "function __autoload($c) { file_get_contents(\"https://\" . strtolower($c) . \".example.com/v1\"); } Api::ping();",
                "$h = ['n' => 'api.example.com']; file_get_contents(\"https://{$h[\"n\"]}/v1\");",
                "$h = 'api'; file_get_contents(\"https://${h}.example.com/v1\");",
                "try { file_get_contents('https://api.example.com/v1'); } catch (Exception $e) { echo $e; }",
            })
    void comesToTheSameCall(String program) {
        Spellings.comesTo(
                new PhpReader(),
                "/opt/jobs/job.php",
                "<?php\n" + program + "\n",
                "file_get_contents(https://api.example.com/v1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// file_get_contents('https://api.example.com');",
                "# file_get_contents('https://api.example.com');",
                "/* file_get_contents('https://api.example.com'); */",
                "function never() { file_get_contents('https://api.example.com'); }",
                "class C { function never() { file_get_contents('https://api.example.com'); } }",
                "$hook = ''; if ($hook) { file_get_contents($hook); }",
                "exit(0); file_get_contents('https://api.example.com');",
                "echo 'https://api.example.com';",
                "file_get_contents('/etc/hostname');",
                "?> https://api.example.com <?php",
            })
    void comesToNoCall(String program) {
        Spellings.comesToNothing(new PhpReader(), "/opt/jobs/job.php", "<?php\n" + program + "\n");
    }
}
