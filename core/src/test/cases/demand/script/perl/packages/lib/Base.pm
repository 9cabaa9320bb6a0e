package Base;
require Exporter;
our @ISA = qw(Exporter);
our @EXPORT = qw(fetch);
use LWP::Simple;
sub new { my ($class, %args) = @_; my $self = { host => 'base', %args }; return bless $self, $class; }
sub fetch { get("https://$_[0].example.net/"); }
sub run { my $self = shift; fetch($self->{host}); return $self; }
1;
