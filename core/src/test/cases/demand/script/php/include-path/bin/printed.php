<?php
$dirname = `dirname $argv[0]`;
$dirname = preg_replace("/\n/", "", $dirname);
set_include_path(get_include_path() . PATH_SEPARATOR . "$dirname/../lib");
require_once('common.php');
fetch('printed');
