<?php
require_once(dirname(__FILE__) . '/../lib/places.php');
function fetch($name) { return file_get_contents("http://$name." . Places::DOMAIN . "/"); }
