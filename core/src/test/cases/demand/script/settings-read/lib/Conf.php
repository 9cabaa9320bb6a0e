<?php
class Conf { const URL = 'https://c25.example'; private static $m = ['a' => 'https://no5.example', 'b' => 'https://c26.example']; public static $stat = ['k' => 'https://c27.example']; private $h = 'c28.example'; static function get($k) { return self::$m[$k]; } function url() { return 'https://' . $this->h . '/'; } }
