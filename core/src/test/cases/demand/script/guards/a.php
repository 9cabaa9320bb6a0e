<?php
if (php_sapi_name() !== 'cli') { die('cli only'); }
if (file_exists('/tmp/x.lock')) { exit(0); }
$fp = fopen('/tmp/x.lock', 'w');
if (!flock($fp, LOCK_EX | LOCK_NB)) { exit; }
if (posix_geteuid() !== 0) { exit(1); }
if (gethostname() != 'prod1') { exit; }
if (date('N') >= 6) exit;
if (isset($argv[1]) && $argv[1] == '--weekly') { file_get_contents('https://no1.example/'); exit; }
if (!is_readable('/etc/app.ini')) { fwrite(STDERR, 'x'); exit(1); }
$cfg = parse_ini_file('/etc/app.ini');
if (empty($cfg['enabled'])) { exit; }
define('DEBUG', false);
if (DEBUG) { file_get_contents('https://no2.example/'); }
$r = @file_get_contents('https://api.example/x');
if ($r === false) { file_get_contents('https://err.example/'); exit(1); }
$d = json_decode($r, true);
if (json_last_error() !== JSON_ERROR_NONE) { file_get_contents('https://json.example/'); die(1); }
if (!$d || !isset($d['items'])) { exit(0); }
foreach ($d['items'] as $i) { if ($i['x'] > 3) { continue; } file_get_contents('https://item.example/'); }
exec('rsync -a /x u@rs.example:/y', $out, $rc);
if ($rc !== 0) { mail('a@example.com', 'x', 'y'); file_get_contents('https://rc.example/'); }
try { $db = new PDO('mysql:host=db.example;dbname=x', 'u', 'p'); }
catch (PDOException $e) { file_get_contents('https://dberr.example/'); exit(1); }
$st = $db->query('select 1');
if ($st->rowCount() == 0) { exit; }
while ($row = $st->fetch()) { file_get_contents('https://row.example/'); }
$ch = curl_init('https://curl.example/');
$res = curl_exec($ch);
if (curl_errno($ch)) { file_get_contents('https://cerr.example/'); }
$code = curl_getinfo($ch, CURLINFO_HTTP_CODE);
if ($code != 200) { file_get_contents('https://code.example/'); exit(1); }
file_get_contents('https://last.example/');
