#!/usr/bin/perl
# Stands where a crontab's SHELL is: notes how cron started it, and does nothing else.
# uid, its own path, the words after -c, the environment, the standard input; each ends with a NUL, the last does not.
my $note = "/notes/$$";
open my $out, '>', $note or die "$note: $!";
my ($option, @words) = @ARGV;
die "started with $option" if $option ne '-c';
print {$out} map { "$_\0" } $<, $0, join("\n", @words), map { "$_=$ENV{$_}" } sort keys %ENV;
local $/;
print {$out} scalar <STDIN>;
close $out or die "$note: $!";
