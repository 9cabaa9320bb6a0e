<?php
namespace App\Other {
    class Client
    {
        public static function ping() { file_get_contents('https://n2.example.com/ping'); }
    }
    class Helper
    {
        public function run() { Client::ping(); }
    }
}
