<?php
function get($url) { return file_get_contents($url); }

$hosts = ["c.example.com", "a.example.com", "b.example.com"];
get("http://" . $hosts[array_rand($hosts)] . "/is-any");
get("http://" . end($hosts) . "/is-b");
sort($hosts);
get("http://" . $hosts[0] . "/is-a");
$shuffled = ["s.example.com", "t.example.com"];
shuffle($shuffled);
get("http://" . $shuffled[0] . "/is-any");
get("http://max" . max(1, 3, 2) . ".example.com/");
foreach (array_filter(["kept", "never-kept"], function ($name) { return $name == "kept"; }) as $name) {
    get("http://$name.example.com/");
}
get("http://" . array_pop($shuffled));

$settings = ["host" => "set.example.com", "port" => 81];
if (isset($settings["host"])) get("http://{$settings['host']}:{$settings['port']}/"); else get("http://never-1.example.com/");
if (empty($settings["proxy"])) get("http://no-proxy.example.com/"); else get("http://never-2.example.com/");
if (in_array("port", array_keys($settings))) get("http://has-port.example.com/"); else get("http://never-3.example.com/");
if (substr("https://x", 0, 5) == "https") get("http://secure.example.com/"); else get("http://never-4.example.com/");
if (strpos("abc", "z") !== false) get("http://never-5.example.com/");
if (isset($argv[1])) get("http://never-6.example.com/");
if (isset($_SERVER["HTTP_HOST"])) { die("from a browser only"); }

class Connection
{
    private $page = null;
    function page()
    {
        if (!isset($this->page)) { $this->page = get("http://connected.example.com/"); }
        return $this->page;
    }
}
(new Connection())->page();
