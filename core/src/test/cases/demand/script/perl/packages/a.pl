use Base;
package Old;
@ISA = ('Base');
sub run { my $self = shift; $self->SUPER::run(); main::note('old'); }
package Pushed;
push @ISA, 'Base';
package Newer;
use parent 'Base';
package main;
sub note { fetch("note-$_[0]"); }
Old->new(host => 'isa')->run;
Pushed->new(host => 'pushed')->run;
Newer->new(host => 'parent')->run;
do { fetch('do-block'); } while (0);
my $config = { sites => { main => 'by-reference' } };
fetch($$config{sites}{main});
