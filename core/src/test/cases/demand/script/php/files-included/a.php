<?php
require __DIR__ . '/src/functions.php';
fsockopen(mail_host(), 25);
$cfg = array();
$cfg['smtp'] = 'keyed.example';
$cfg['db'] = 'not-mail.example';
fsockopen($cfg['smtp'], 25);
function go() { file_get_contents('https://hooked.example/'); }
add_action('my_import', 'go');
