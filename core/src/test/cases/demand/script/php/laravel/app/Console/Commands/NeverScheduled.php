<?php
namespace App\Console\Commands;
use Illuminate\Console\Command;
class NeverScheduled extends Command
{
    protected $signature = 'never:run';
    public function handle() { file_get_contents('https://not-scheduled.example/'); }
}
