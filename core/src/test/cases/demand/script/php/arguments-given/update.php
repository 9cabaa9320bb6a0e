<?php
if (PHP_SAPI === 'cli')
{
	if ($_SERVER['argc'] <= 1)
	{
		$type = 'all';
	}
	else
	{
		$type = $_SERVER['argv'][1];
	}
}
else
{
	$type = 'all';
}
if (($type == 'all') || ($type == 'bills'))
{
	file_get_contents('https://bills.example/a.csv');
}
if (($type == 'all') || ($type == 'history'))
{
	file_get_contents('https://history.example/a.csv');
}
