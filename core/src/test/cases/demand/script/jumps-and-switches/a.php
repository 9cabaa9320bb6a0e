<?php
$m = 'b';
switch ($m) {
  case 'a':
  case 'b':
    file_get_contents('https://fall.example/');
  case 'c':
    file_get_contents('https://through.example/');
    break;
  default:
    file_get_contents('https://not.example/');
}
while (true) {
  foreach ([1,2] as $x) {
     if ($x == 2) break 2;
     if (rand() > 4) continue 2;
  }
}
file_get_contents('https://after.example/');
foreach (['p','q'] as $x) {
  switch ($x) { case 'p': continue 2; }
  file_get_contents("https://$x.example/");
}
switch (date('N')):
  case 1: file_get_contents('https://mon.example/');
  case 2: file_get_contents('https://tue.example/'); break;
  default: file_get_contents('https://day.example/');
endswitch;
