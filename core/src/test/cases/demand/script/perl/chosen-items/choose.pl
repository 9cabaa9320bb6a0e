#!/usr/bin/perl
use strict;
use LWP::Simple;
use List::Util qw(first shuffle);

my $commands = { run => \&run, update => \&update };
my $command = lc(shift(@ARGV));
if (!exists $commands->{$command}) {
    get("http://never-help.example.com/");
}
$commands->{$command}->(@ARGV);

my %table = (update => \&from_table, run => \&run);
&{$table{$command}}();
my $by_name = \&by_variable;
&$by_name(1);
if (defined &update) { get("http://defined.example.com/"); }

my @hosts = ("c.example.com", "a.example.com", "b.example.com");
get("http://" . (sort @hosts)[0] . "/is-a");
get("http://" . (sort { rand() <=> rand() } @hosts)[0] . "/is-any");
my @picked = grep { $_ eq "b.example.com" } @hosts;
get("http://$picked[0]/is-b");
my @shuffled = shuffle("s.example.com", "t.example.com");
get("http://$shuffled[0]/is-any");
get("http://" . $hosts[rand @hosts] . "/is-any");

sub run { get("http://never-run.example.com/"); }
sub update { get("http://update.example.com/"); }
sub from_table { get("http://from-table.example.com/"); }
sub by_variable { get("http://by-variable.example.com/"); }
