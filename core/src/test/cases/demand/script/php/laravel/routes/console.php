<?php
use Illuminate\Support\Facades\Artisan;
use Illuminate\Support\Facades\Schedule;
Artisan::command('ping:status', function () { file_get_contents('https://status.example/'); })->purpose('Ping');
Schedule::command('ping:status')->everyFiveMinutes();
