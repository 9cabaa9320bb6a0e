package org.egressaudit.demand.script.ruby;

import org.egressaudit.demand.script.scan.Spellings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings, one meaning. */
class RubyReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Net::HTTP.get(URI('https://api.example.com/v1'))",
                "Net::HTTP.get URI('https://api.example.com/v1')",
                "API = 'https://api.example.com'.freeze\nNet::HTTP.get(URI(API + '/v1'))",
                "u = 'https://api.example.com'\nu += '/v1'\nNet::HTTP.get(URI.parse(u))",
                "h = 'api.example.com'\nNet::HTTP.get(URI(\"https://#{h}/v#{1}\"))",
                "c = { h: 'api.example.com' }\nNet::HTTP.get(URI(\"https://#{c[:h]}/v1\"))",
                "c = { 'h' => ['api.example.com'] }\nNet::HTTP.get(URI(\"https://#{c['h'][0]}/v1\"))",
                "def go(p, base: 'https://api.example.com')\n  Net::HTTP.get(URI(base + p))\nend\ngo('/v1')",
                "def u = 'https://api.example.com/v1'\nNet::HTTP.get(URI(u))",
                "def u\n  'https://api.example.com/v1'\nend\nNet::HTTP.get(URI(u))",
                "class C\n  attr_reader :u\n  def initialize(u)\n    @u = u\n  end\n  def go\n    Net::HTTP.get(URI(u))\n  end\nend\n"
                        + "C.new('https://api.example.com/v1').go",
                "module M\n  U = 'https://api.example.com/v1'\n  def self.go\n    Net::HTTP.get(URI(U))\n  end\nend\nM.go",
                "%w[https://api.example.com/v1].each { |u| Net::HTTP.get(URI(u)) }",
                "['https://api.example.com/v1'].each do |u|\n  Net::HTTP.get(URI(u))\nend",
                "{ 'a' => 'https://api.example.com/v1' }.each { |k, u| Net::HTTP.get(URI(u)) }",
                "for u in ['https://api.example.com/v1'] do\n  Net::HTTP.get(URI(u))\nend",
                "f = ->(u) { Net::HTTP.get(URI(u)) }\nf.('https://api.example.com/v1')",
                "Net::HTTP.get(URI(ENV['SET'] + '/v1'))",
                "Net::HTTP.get(URI(ENV['NOT_SET'] || 'https://api.example.com/v1'))",
                "Net::HTTP.get(URI(ENV.fetch('NOT_SET', 'https://api.example.com/v1')))",
                "Net::HTTP.get(URI(\"#{ARGV[0]}/v1\"))",
                "o = { u: 'https://api.example.com/v1' }\nOptionParser.new do |opts|\n"
                        + "  opts.on('-u', '--url URL') { |v| o[:u] = v }\nend.parse!\nNet::HTTP.get(URI(o[:u]))",
                "Net::HTTP.get(URI(format('https://%s/v%d', 'api.example.com', 1)))",
                "Net::HTTP.get(URI(['https:/', 'api.example.com', 'v1'].join('/')))",
                "u = <<~EOT\n  https://api.example.com/v1\nEOT\nNet::HTTP.get(URI(u.strip))",
                "u = if false then 'https://test.example.com' else 'https://api.example.com/v1' end\nNet::HTTP.get(URI(u))",
                "Net::HTTP.get(URI('https://api.example.com/v1')) unless false",
                "begin\n  Net::HTTP.get(URI('https://api.example.com/v1'))\nrescue StandardError => e\n  warn e.message\nend",
                "case 'b'\nwhen 'a' then Net::HTTP.get(URI('x'))\nwhen 'b' then Net::HTTP.get(URI('https://api.example.com/v1'))\nend",
            })
    void comesToTheSameCall(String program) {
        Spellings.comesTo(
                new RubyReader(),
                "/opt/jobs/job.rb",
                "require 'net/http'\n" + program + "\n",
                "Net::HTTP.get(https://api.example.com/v1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Net::HTTP.get(URI('https://api.example.com'))",
                "=begin\nNet::HTTP.get(URI('https://api.example.com'))\n=end",
                "def never\n  Net::HTTP.get(URI('https://api.example.com'))\nend",
                "class C\n  def never\n    Net::HTTP.get(URI('https://api.example.com'))\n  end\nend",
                "hook = ''\nNet::HTTP.get(URI(hook)) if false",
                "exit\nNet::HTTP.get(URI('https://api.example.com'))",
                "puts 'https://api.example.com'",
                "__END__\nNet::HTTP.get(URI('https://api.example.com'))",
            })
    void comesToNoCall(String program) {
        Spellings.comesToNothing(new RubyReader(), "/opt/jobs/job.rb", program + "\n");
    }
}
