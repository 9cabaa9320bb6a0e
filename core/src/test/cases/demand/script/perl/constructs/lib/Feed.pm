package Feed;
use strict;
use LWP::UserAgent;

our $BASE = 'https://l1.example.com';

sub new {
    my ($class, %args) = @_;
    my $self = { host => $args{host} || 'l2.example.com', ua => LWP::UserAgent->new(timeout => 10, agent => 'bot (+http://not-fetched.example.com)') };
    return bless $self, $class;
}

sub fetch {
    my ($self, $path) = @_;
    return $self->{ua}->get("https://$self->{host}/$path");
}

sub never { LWP::UserAgent->new->get('https://never-called.example.com/'); }

1;
