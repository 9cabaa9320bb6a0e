<?php
namespace App\Console;
use App\Jobs\SendDigest;
use Illuminate\Console\Scheduling\Schedule;
use Illuminate\Foundation\Console\Kernel as ConsoleKernel;
class Kernel extends ConsoleKernel
{
    protected $commands = [\App\Console\Commands\SyncCrm::class];
    protected function schedule(Schedule $schedule)
    {
        $schedule->command('crm:sync --full')->dailyAt('02:00')->withoutOverlapping()
            ->pingBefore('https://ping-before.example/start')->thenPing('https://then-ping.example/done')
            ->pingOnFailureIf(true, env('PING_URL', 'https://ping-failure.example/'))
            ->onFailure(function () { file_get_contents('https://on-failure.example/'); });
        $schedule->command('vendor-backup:run')->daily();
        $schedule->call(function () { file_get_contents('https://called.example/'); })->hourly();
        $schedule->job(new SendDigest('digest.example'))->weekly();
        $schedule->exec('rsync -a storage/ backup.example:/srv/')->daily();
    }
    protected function commands() { $this->load(__DIR__.'/Commands'); require base_path('routes/console.php'); }
}
