<?php
namespace App;
class Client {
    public function __construct(private string $base) {}
    public function get(string $p): self { file_get_contents($this->base . $p); return $this; }
}
