<?php
file_get_contents(str_replace(['{h}', '{d}'], ['php1', 'example'], 'https://{h}.{d}/'));
file_get_contents(strtr('https://{h}.example/', ['{h}' => 'php2']));
file_get_contents('https://' . parse_url('https://php3.example/x')['host']);
file_get_contents('https://' . parse_url('https://php4.example/x', PHP_URL_HOST));
$parts = parse_url('https://php5.example:8443/x');
fsockopen($parts['host'], $parts['port']);

function mirrors() {
    yield 'https://php6.example';
    yield from ['https://php7.example'];
}
foreach (mirrors() as $mirror) {
    file_get_contents($mirror);
}

// only the run will know
file_get_contents(str_replace(getenv('KEY'), 'no1', 'https://X.example/'));
