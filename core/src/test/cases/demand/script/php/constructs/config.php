<?php
define('API_BASE', 'https://p1.example.com/v1');
const MIRROR = 'p2.example.com';
return ['db' => ['host' => 'p3.example.com', 'port' => 3307], 'urls' => ['https://p4.example.com/a', 'https://p5.example.com/b']];
