package MyConf;
use strict;
our $URL = "https://c29.example";
our %H = (a => "https://no6.example", b => "https://c30.example");
sub host { return "https://c31.example"; }
1;
