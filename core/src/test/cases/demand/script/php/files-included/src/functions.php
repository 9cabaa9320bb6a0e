<?php
function mail_host() { $settings = parse_ini_file(__DIR__ . '/settings.ini'); return $settings['host']; }
