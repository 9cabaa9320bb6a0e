<?php
$row = 0;
$h = fopen('/var/data/in.csv', 'r');
while (($data = fgetcsv($h, 5000, ',')) !== false) {
    if ($row > 0) {
        file_get_contents('https://row.example/' . $data[0]);
    }
    $row++;
}
if ($row > 20) {
    file_get_contents('https://many.example/');
}
foreach ([1, 2] as $i) {
    if ($i > 2) {
        file_get_contents('https://no-third.example/');
    }
}
