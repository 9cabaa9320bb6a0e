<?php
declare(strict_types=1);

namespace App;

final class Client
{
    private const TIMEOUT = 5;
    private static string $default = 'https://p6.example.com';

    public function __construct(private readonly string $base, protected ?string $token = null)
    {
    }

    public static function usual(): self
    {
        return new self(self::$default);
    }

    public function get(string $path, array $query = []): string|false
    {
        $ch = curl_init();
        curl_setopt($ch, CURLOPT_URL, $this->base . '/' . ltrim($path, '/'));
        curl_setopt_array($ch, [CURLOPT_RETURNTRANSFER => true, CURLOPT_USERAGENT => 'bot (+https://not-fetched.example.com/)']);
        $body = curl_exec($ch);
        curl_close($ch);
        return $body;
    }

    public function neverCalled(): void
    {
        file_get_contents('https://never-called.example.com/');
    }
}
