<?php
$token = getenv('API_TOKEN') ?: '';
$hook = $_ENV['HOOK'] ?? '';
if ($token === '') { fwrite(STDERR, "no"); exit(1); }
file_get_contents('https://one.example/x');
if ($hook !== '') { file_get_contents($hook); }
if (!empty($hook)) { file_get_contents("https://two.example/" . $hook); }
