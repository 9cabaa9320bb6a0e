<?php
namespace App\Services;
use Illuminate\Support\Facades\Http;
use Psr\Log\LoggerInterface;
class Crm
{
    public function __construct(private LoggerInterface $log) {}
    public function push(): void
    {
        $this->log->info('push');
        Http::post(config('services.crm.url') . config('services.crm.path'));
        fsockopen(config('services.mailer.host'), 25);
    }
}
