<?php
class Pages {
    function file_get_contents($url) {
        return file_get_contents($url);
    }
}
(new Pages)->file_get_contents('https://php.example/');
