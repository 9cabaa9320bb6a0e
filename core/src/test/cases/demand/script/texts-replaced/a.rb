require 'net/http'

Net::HTTP.get(URI('https://HOST.example/x'.sub(/HOST/, 'rb1')))
Net::HTTP.get(URI('https://HOST.example/'.gsub(%r{host}i, 'rb2')))
Net::HTTP.get(URI('https://S.example/'.sub(/(S)/, 'rb3-\1')))

# only the run will know
Net::HTTP.get(URI('https://X.example/'.gsub(ENV['KEY'], 'no1')))
Net::HTTP.get(URI('https://X.example/'.sub(/#{ENV['KEY']}/, 'no2')))
