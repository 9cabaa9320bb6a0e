<?php
ini_set('include_path', ini_get('include_path') . ':' . dirname(__FILE__) . '/../lib');
require_once('common.php');
fetch('set');
