<?php
namespace App\Service;
class Feed
{
    public function read() { return simplexml_load_file('https://feed.example/rss'); }
}
