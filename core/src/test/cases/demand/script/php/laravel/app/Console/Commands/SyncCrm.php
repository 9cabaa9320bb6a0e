<?php
namespace App\Console\Commands;
use App\Services\Crm;
use Illuminate\Console\Command;
use Illuminate\Support\Facades\Http;
class SyncCrm extends Command
{
    protected $signature = 'crm:sync {--full : everything} {--dry}';
    public function __construct(private Crm $crm) { parent::__construct(); }
    public function handle(): int
    {
        $this->crm->push();
        if ($this->option('full')) {
            Http::withToken('t')->acceptJson()->timeout(3)->get('https://full.example/all');
        }
        if ($this->option('dry')) {
            Http::get('https://not-dry.example/');
        }
        Http::baseUrl('https://base.example')->retry(3)->post('/things', ['a' => 1]);
        return self::SUCCESS;
    }
}
