<?php
use Symfony\Component\Process\Process;
exec('curl https://h1.example/');
shell_exec("curl https://h2.example/");
system("curl https://h3.example/");
passthru('curl https://h4.example/');
`curl https://h5.example/`;
$p = popen('curl https://h6.example/', 'r');
proc_open('curl https://h7.example/', [], $pipes);
proc_open(['curl', 'https://h8.example/'], [], $pipes);
$proc = new Process(['curl', '-s', 'https://h9.example/']);
$proc->run();
$q = Process::fromShellCommandline('curl https://h10.example/');
$q->mustRun();
exec(sprintf('rsync -a %s %s', escapeshellarg('/x'), escapeshellarg('u@h11.example:/y')));
$cmd = 'mysqldump -h ' . escapeshellarg('h12.example') . ' db | gzip';
exec($cmd . ' > /tmp/x 2>&1', $o, $rc);
function run($c) { exec($c, $out, $ret); return $ret === 0; }
run("wget -q https://h13.example/");
pcntl_exec('/usr/bin/curl', ['https://h14.example/']);
