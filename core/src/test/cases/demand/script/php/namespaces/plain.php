<?php
// a class without a namespace is not a library's class of the same last name
class Client
{
    public function request(string $method, string $path): void
    {
    }
}

(new Client())->request('GET', 'https://not-asked.example.com/');
$guzzle = new GuzzleHttp\Client(['base_uri' => 'https://feeds.example.com/v1/']);
$guzzle->request('GET', 'all');
