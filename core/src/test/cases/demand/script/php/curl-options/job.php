<?php
$ch = curl_init(); curl_setopt_array($ch, [CURLOPT_URL => 'https://h5.example', CURLOPT_POST => 1]); curl_exec($ch);
$c = curl_init();
curl_setopt_array($c, array(
  CURLOPT_URL => "https://h6.example/x",
  CURLOPT_RETURNTRANSFER => true,
));
$r = curl_exec($c);
$opts = [CURLOPT_URL => 'https://h7.example']; $opts[CURLOPT_TIMEOUT] = 5;
curl_setopt_array($c, $opts + [CURLOPT_POST => true]); curl_exec($c);
