require 'net/http'
def fetch(host)
  raise(ArgumentError, 'no host') if host.nil?
  puts ("fetching #{host}")
  Net::HTTP.get(URI("https://#{host}.example.net/"))
end
fetch ('apart')
fetch('close')
