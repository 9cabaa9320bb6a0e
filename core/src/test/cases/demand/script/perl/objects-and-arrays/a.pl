use LWP::Simple;
my @mirrors;
push @mirrors, 'https://pushed.example/';
push @mirrors, 'https://more.example/', 'https://third.example/';
get($_) foreach @mirrors;
my @pairs = ('https://paired.example/' => 2);
get($pairs[0]);
my $command = ['wget', '-q', 'https://listed.example/'];
system(@$command);
get("https://cr$_.example/") for 1 .. 2;
print {*STDERR} "done\n";

package Planet;
use Moo;
has url => (is => 'ro', default => 'https://usual.example/');
has host => (is => 'lazy');
has [qw(first second)] => (is => 'rw');
sub _build_host { 'built.example' }
sub go { my $self = shift; LWP::Simple::get($self->url); LWP::Simple::get('https://' . $self->host . '/'); LWP::Simple::get($self->first); }
package main;
my $planet = Planet->new(first => 'https://given.example/');
$planet->go;
$planet->second('https://set.example/');
get($planet->second);

package Plain;
sub new { my $class = shift; my $self = { port => 8443, @_ }; return bless $self, ref $class || $class; }
sub ask { my $self = shift; LWP::Simple::get("https://$self->{host}:$self->{port}/"); }
package main;
Plain->new(host => 'plain.example')->ask;
