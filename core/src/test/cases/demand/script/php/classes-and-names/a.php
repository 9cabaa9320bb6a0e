<?php
declare(strict_types=1);
namespace App\Jobs;

spl_autoload_register(function ($class) {
    $file = __DIR__ . '/lib/' . str_replace('\\', '/', substr($class, strlen('App\\'))) . '.php';
    if (is_file($file)) {
        require $file;
    }
});

use App\Client;
use App\Env;

$f = 'file_get_contents';
$f('https://varfunc.example/x');

class Magic {
    private array $d = ['url' => 'https://magicget.example/'];
    public function __get($n) { return $this->d[$n]; }
    public function __call($name, $args) { return file_get_contents("https://$name.example/" . $args[0]); }
    public static function __callStatic($name, $args) { return file_get_contents("https://$name.static.example/"); }
    public function __invoke($x) { return file_get_contents("https://invoked.example/$x"); }
    public function __toString() { return 'https://tostring.example/'; }
}
$m = new Magic;
file_get_contents($m->url);
$m->called('y');
Magic::stat();
$m(3);
file_get_contents((string) $m);
file_get_contents($m . 'path');

abstract class Base {
    protected string $host = 'wrongbase.example';
    public function __construct(protected array $opts = [], private readonly string $scheme = 'https') {}
    abstract protected function path(): string;
    public function run() { return file_get_contents($this->scheme . '://' . $this->host . $this->path()); }
    public static function make(...$a) { return new static(...$a); }
}
class Child extends Base {
    protected string $host = 'child.example';
    protected function path(): string { return '/p'; }
}
(new Child)->run();
class Second extends Base {
    public function __construct(string $h) { parent::__construct(['host' => $h]); $this->host = $this->opts['host']; }
    protected function path(): string { return '/q'; }
}
(new Second('second.example'))->run();
Second::make('made.example')->run();

enum Env2: string {
    case Prod = 'https://prod.example';
    case Dev = 'https://dev.example';
    const DEFAULT = self::Prod;
    public function host(): string { return match($this) { self::Prod => 'matchprod.example', self::Dev => 'matchdev.example' }; }
    public static function current(): self { return self::from('https://prod.example'); }
}
file_get_contents(Env2::Prod->value . '/enum');
file_get_contents('https://' . Env2::Prod->host());
file_get_contents('https://' . Env2::from('https://dev.example')->host() . '/from');
file_get_contents(Env2::current()->value);

$o = (object)['host' => 'obj.example', 'port' => 8443];
file_get_contents("https://{$o->host}:{$o->port}/");
$k = 'host';
file_get_contents('https://' . $o->$k . '/dyn');
$vv = 'target'; $target = 'https://varvar.example/';
file_get_contents($$vv);
function setit(&$u) { $u = 'https://byref.example/'; }
setit($uu);
file_get_contents($uu);
$arr = ['x' => ['y' => 'https://refarr.example/']];
$p = &$arr['x']; $p['y'] = 'https://refset.example/';
file_get_contents($arr['x']['y']);
foreach ($arr as $kk => &$vvv) { $vvv['z'] = 'https://foreachref.example/'; }
unset($vvv);
file_get_contents($arr['x']['z']);

class Conf {
    private static array $c;
    public static function get(string $path, $default = null) {
        if (!isset(self::$c)) { self::$c = require __DIR__ . '/conf.php'; }
        $v = self::$c;
        foreach (explode('.', $path) as $seg) {
            if (!isset($v[$seg])) return $default;
            $v = $v[$seg];
        }
        return $v;
    }
}
file_get_contents(Conf::get('api.base') . '/conf');
file_get_contents(Conf::get('api.none', 'https://confdefault.example') . '/conf');
foreach (glob(__DIR__ . '/lib/*.conf.php') as $file) { include $file; }
file_get_contents($fromGlob);
$anon = new class('https://anon.example/') { function __construct(public string $u) {} function go() { return file_get_contents($this->u); } };
$anon->go();
$fn = fn($h) => file_get_contents("https://$h/arrow");
array_map($fn, ['arrow1.example', 'arrow2.example']);
call_user_func([$anon, 'go']);
call_user_func_array([new Client('https://cufa.example'), 'get'], ['/x']);
$fc = strlen(...); $fc2 = $anon->go(...);
$x = $undefined ?? 'https://coalesce.example/';
file_get_contents($x);
[$a, [, $b]] = ['https://destr.example/', ['n', 'https://destr2.example/']];
file_get_contents($a); file_get_contents($b);
['url' => $cu] = ['url' => 'https://destrkey.example/'];
file_get_contents($cu);
file_get_contents(sprintf('https://%2$s.%1$s/', 'example', 'sprintf'));
file_get_contents(<<<URL
https://heredoc.example/{$o->host}
URL);
const HOSTC = 'const.example';
file_get_contents('https://' . HOSTC);
file_get_contents('https://' . \App\Jobs\HOSTC . '/full');
static fn() => file_get_contents('https://never.example/');
$client = new Client('https://client.example');
$client->get('/a')->get('/b');
$client?->get('/nullsafe');
(function() { file_get_contents('https://iife.example/'); })();
trait Sends { protected function send() { file_get_contents('https://' . static::H . '/trait'); } }
class T { use Sends; const H = 'traitconst.example'; function go() { $this->send(); } }
(new T)->go();
$cls = '\App\Client'; (new $cls('https://newvar.example'))->get('/');
$meth = 'get'; $client->$meth('/dynmeth');
$client->{'get'}('/x');
define('API', 'https://defined.example'); file_get_contents(API . '/x');
file_get_contents(constant('API') . '/constant');
compact('a'); extract(['ex' => 'https://extract.example/']); file_get_contents($ex);
file_get_contents('https://' . implode('.', array_reverse(['example', 'implode'])));
file_get_contents(rtrim('https://rtrim.example/', '/') . '/x');
