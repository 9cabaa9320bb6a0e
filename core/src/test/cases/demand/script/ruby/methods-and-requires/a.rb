require 'net/http'
require 'faraday'
$LOAD_PATH.unshift File.expand_path('../config', __FILE__)
require 'application'
Dir[File.join(__dir__, 'lib', '*.rb')].each { |f| require f }
Net::HTTP.get(APPLICATION, '/')
Net::HTTP.get(FOUND, '/')

class Api
  def conn
    @conn ||= Faraday.new(url: 'https://kept.example:8443')
  end
  def read
    conn.get('/things')
  end
  def never
    Net::HTTP.get('never.example', '/')
  end
end
Api.new.read

class Job
  def self.run(host)
    new(host).run
  end
  def initialize(host)
    @host = host
  end
  def run
    Net::HTTP.get(@host, '/')
  end
end
Job.run('made.example')

Site = Struct.new(:url, :name) do
  def check
    Net::HTTP.get(URI(url))
  end
end
Site.new('https://struct.example/', 'x').check
class Feed < Struct.new(:host)
  def fetch
    Net::HTTP.get(host, '/')
  end
end
Feed.new('inherited.example').fetch

class Notify
  def self.mail(host)
    Net::HTTP.get(host, '/')
  end
  def write
    Net::HTTP.get('written.example', '/')
  end
end
Notify.send(:mail, 'sent.example')
[Notify].map(&:new).each(&:write)
Object.const_get('Notify').mail('constant.example')

@user, @host = 'u', 'several.example'
Net::HTTP.get(@host, '/')
first, *rest = 'https://first.example/', 'rest.example'
Net::HTTP.get(URI(first))
['block.example'].each do |host|
  Net::HTTP.get(host, '/')
rescue ArgumentError => e
  Net::HTTP.get('rescued.example', '/')
end
system %Q(rsync -a /srv/a u@percent.example:/srv/)
URI.parse('https://opened.example/x').open(&:read)
http = Net::HTTP.new('tapped.example', 443).tap { |h| h.use_ssl = true }
http.get('/x')
Thread.new('thread.example') { |host| Net::HTTP.get(host, '/') }.join
