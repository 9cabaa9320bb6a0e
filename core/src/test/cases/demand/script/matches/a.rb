require 'net/http'
url = 'https://rbmatch.example:8443/x'
if url =~ %r{https?://([^/:]+):(\d+)}
  Net::HTTP.get(URI("https://#{$1}.one/"))
  Net::HTTP.get($1 + '.two', '/')
end
m = url.match(/https:\/\/(\w+)\./)
Net::HTTP.get(URI("https://#{m[1]}.three.example/"))
h = url[/https:\/\/([^:]+)/, 1]
Net::HTTP.get(h, '/four')
class Conf
  def initialize; @d = { host: 'mm.example' }; end
  def method_missing(name, *args)
    @d[name] || super
  end
end
Net::HTTP.get(Conf.new.host, '/')
case url
when /rbmatch/ then Net::HTTP.get('casere.example', '/')
else Net::HTTP.get('caseno.example', '/')
end
PROD = 'prod'
env = 'prod'
case env
when PROD, 'x' then Net::HTTP.get('caseconst.example', '/')
when 'dev' then Net::HTTP.get('nodev.example', '/')
end
