package Pages;
use LWP::Simple ();
sub new { bless {}, shift }
sub system { my ($self, $url) = @_; CORE::system('curl', $url); }
package main;
Pages->new->system('https://pl.example/');
