<?php
namespace App;

trait Fetches
{
    public function fetch(string $path)
    {
        return file_get_contents(self::BASE . $path);
    }
}

class Client
{
    use Fetches;

    private const BASE = 'https://n1.example.com';
}
