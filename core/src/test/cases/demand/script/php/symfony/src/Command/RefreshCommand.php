<?php
namespace App\Command;
use App\Service\Feed;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;
use Symfony\Contracts\HttpClient\HttpClientInterface;
#[AsCommand(
    name: 'app:refresh',
    description: 'Reads https://not-described.example'
)]
class RefreshCommand extends Command
{
    public function __construct(
        private readonly HttpClientInterface $http,
        private readonly Feed $feed,
        private readonly string $base = 'http://web.example:8080'
    ) {
        parent::__construct();
    }
    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $this->http->request('POST', rtrim($this->base, '/') . '/refresh');
        $this->feed->read();
        return Command::SUCCESS;
    }
}
