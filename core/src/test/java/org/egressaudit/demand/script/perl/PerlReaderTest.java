package org.egressaudit.demand.script.perl;

import org.egressaudit.demand.script.scan.Spellings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings, one meaning. */
class PerlReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get('https://api.example.com/v1');",
                "my $u = 'https://api.example.com'; get($u . '/v1');",
                "my $u = 'https://api.example.com'; $u .= '/v1'; get $u;",
                "my $h = 'api.example.com'; get(\"https://$h/v1\");",
                "my %c = (h => 'api.example.com'); get(\"https://$c{h}/v1\");",
                "my $c = { h => 'api.example.com' }; get(\"https://$c->{h}/v1\");",
                "my $c = { h => ['api.example.com'] }; get(\"https://$c->{h}[0]/v1\");",
                "my @h = qw(api.example.com); get(\"https://$h[0]/v1\");",
                "use constant API => 'https://api.example.com'; get(API . '/v1');",
                "use constant { A => 'https://api.example.com', B => 1 }; get(A . '/v1');",
                "sub go { my ($p, %o) = @_; get($o{base} . $p); } go('/v1', base => 'https://api.example.com');",
                "sub go { my $u = shift; get($u); } go('https://api.example.com/v1');",
                "sub u { return 'https://api.example.com/v1'; } get(u());",
                "my $f = sub { get($_[0]) }; $f->('https://api.example.com/v1');",
                "foreach my $u ('https://api.example.com/v1') { get($u); }",
                "get($_) for ('https://api.example.com/v1');",
                "for my $h (map { \"https://$_\" } ('api.example.com')) { get(\"$h/v1\"); }",
                "get(sprintf('https://%s/v%d', 'api.example.com', 1));",
                "get(join('/', 'https:/', 'api.example.com', 'v1'));",
                "get($ENV{SET} . '/v1');",
                "get($ENV{NOT_SET} || 'https://api.example.com/v1');",
                "get($ENV{NOT_SET} // 'https://api.example.com/v1');",
                "my $f = sub { my $u = shift; get($u) }; $f->('https://api.example.com/v1');",
                "try { get('https://api.example.com/v1') } catch { warn $_ };",
                "try { die } catch { get('https://api.example.com/v1') } finally { warn 'done' };",
                "my %c = (-url => 'https://api.example.com/v1'); get($c{-url});",
                "get(\"$ARGV[0]/v1\");",
                "my $u = shift; get(\"$u/v1\");",
                "my $u = q{https://api.example.com/v1}; get($u);",
                "my $u = <<\"EOT\";\nhttps://api.example.com/v1\nEOT\nchomp $u; get('https://api.example.com/v1') if $u;",
                "get('https://api.example.com/v1') unless 0;",
                "if (0) { get('https://test.example.com') } else { get('https://api.example.com/v1') }",
                "eval { get('https://api.example.com/v1'); 1 };",
                "package C; sub new { my ($c, %a) = @_; return bless { %a }, $c; } sub go { my $s = shift; LWP::Simple::get($s->{u}); }"
                        + " package main; C->new(u => 'https://api.example.com/v1')->go;",
            })
    void comesToTheSameCall(String program) {
        Spellings.comesTo(
                new PerlReader(),
                "/opt/jobs/job.pl",
                "use strict;\nuse LWP::Simple;\n" + program + "\n",
                "LWP::Simple::get(https://api.example.com/v1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# get('https://api.example.com');",
                "=pod\n\nget('https://api.example.com');\n\n=cut\n",
                "sub never { get('https://api.example.com'); }",
                "my $hook = ''; if ($hook) { get($hook); }",
                "exit; get('https://api.example.com');",
                "print \"https://api.example.com\\n\";",
                "__END__\nget('https://api.example.com');",
                "my $x = 'a'; $x =~ s{https://api.example.com}{x}g;",
            })
    void comesToNoCall(String program) {
        Spellings.comesToNothing(new PerlReader(), "/opt/jobs/job.pl", "use LWP::Simple;\n" + program + "\n");
    }
}
