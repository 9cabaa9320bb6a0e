<?php
namespace App\Jobs;
class SendDigest
{
    public function __construct(public string $host) {}
    public function handle() { file_get_contents("https://{$this->host}/"); }
}
