<?php
function get() { foreach (["d1","d2"] as $h) { try { return file_get_contents("https://$h.example.net/"); } catch (Exception $e) { echo $e; } } return file_get_contents("https://d3.example.net/"); }
get();
