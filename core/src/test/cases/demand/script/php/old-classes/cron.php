<?php
require __DIR__ . '/Base.php';
class Weather extends Base
{
    function parse() { return fopen($this->file, 'r'); }
}
$weather = new Weather('http://parent-required.example.net/a');
$weather->parse();
file_get_contents(sys_get_temp_dir() . '/cache_' . date('Ymd'));
