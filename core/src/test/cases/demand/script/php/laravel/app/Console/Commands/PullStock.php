<?php
namespace App\Console\Commands;
use App\Services\Crm;
use Illuminate\Console\Command;
use Illuminate\Support\Facades\Http;
class PullStock extends Command
{
    protected $signature = 'stock:pull {place} {--limit=10} {--host=stock.example}';
    public function handle(Crm $crm)
    {
        Http::get('https://' . $this->option('host') . '/' . $this->argument('place'));
        Http::get('https://' . $this->argument('place') . '.example/' . $this->option('limit'));
        $crm->push();
    }
}
