require 'json'
require 'net/http'

def get(url)
  Net::HTTP.get(URI(url))
end

def with_retry
  3.times { |i| return yield("yielded#{i.zero? ? '' : '-again'}") }
end
with_retry { |host| get("https://#{host}.example.net/") }

def each_site(&block)
  block.call('named-block')
  return unless block_given?
  yield 'block-given'
end
each_site { |host| get("https://#{host}.example.net/") }

fetch = ->(url) { get(url) }
fetch.call('https://call.example.net/')
fetch.('https://dot.example.net/')
fetch['https://brackets.example.net/']
proc { |url| get(url) }.call('https://proc.example.net/')
%w[https://method-object.example.net/].each(&method(:get))
send(:get, 'https://by-name.example.net/')

{ 'each-key' => 1 }.each_key { |key| get("https://#{key}.example.net/") }
{ a: 'each-value' }.each_value { |value| get("https://#{value}.example.net/") }
{ a: 'each-pair' }.each_pair { |_, value| get("https://#{value}.example.net/") }
rows = {}
JSON.parse($stdin.read).each { |item| rows[item['name']] = item }
rows.each { |name, _| get("https://unknown-keys.example.net/#{name}") }

class Site
  @@base = 'https://class-variable.example.net'
  def run
    get(@@base)
  end
end
Site.new.run
