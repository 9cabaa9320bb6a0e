<?php
preg_match('~https?://([^/:]+)~', 'https://pm.example/x', $m);
file_get_contents('https://' . $m[1] . '/first');
if (preg_match('/^(?P<scheme>\w+):\/\/(?P<host>[[:alnum:].]+)/', 'https://named.example:8443/', $n)) {
    file_get_contents($n['scheme'] . '://' . $n['host'] . '/second');
}
foreach (preg_split('/[\s,]+/', 'split1.example, split2.example') as $h) {
    file_get_contents("https://$h/");
}
preg_match('/host=(\S+)/', file_get_contents('https://page.example/'), $q);
file_get_contents("https://{$q[1]}/");
