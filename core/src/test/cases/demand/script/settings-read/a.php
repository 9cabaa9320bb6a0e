<?php
$cfg = json_decode(file_get_contents(__DIR__ . '/conf/config.json'), true); file_get_contents($cfg['api']['url']);
foreach ($cfg['api']['hosts'] as $h) { file_get_contents("https://$h/"); }
$env = getenv('APP_ENV') ?: 'development'; $db = $cfg[$env]['db']; new PDO("pgsql:host={$db['host']};port={$db['port']}");
$o = json_decode(file_get_contents('conf/config.json')); file_get_contents($o->api->url . '/obj');
$ini = parse_ini_file('conf/config.ini', true); file_get_contents('http://' . $ini['server']['host'] . ':' . $ini['server']['port']); fsockopen($ini['mail']['smtp'], 25);
$d = require 'lib/config.php'; file_get_contents($d['services']['a']['url']); include 'lib/vars.php'; file_get_contents($service_url);
foreach (file('conf/hosts.txt', FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $l) { if ($l[0] === '#') continue; $p = explode(' ', $l); file_get_contents("https://{$p[0]}/"); }
require_once 'lib/Conf.php'; file_get_contents(Conf::URL); file_get_contents(Conf::get('b')); file_get_contents((new Conf())->url()); file_get_contents(Conf::$stat['k']);
