<?php
namespace App\Command;
use Symfony\Component\Console\Command\Command;
class OldCommand extends Command
{
    protected function configure() { $this->setName('app:old')->setDescription('old'); }
    protected function execute($input, $output) { file_get_contents('https://old.example/'); }
}
