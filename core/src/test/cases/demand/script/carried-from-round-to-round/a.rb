require 'net/http'
count = 0
File.foreach('/var/data/in.csv') do |line|
  Net::HTTP.get('counted.example', '/') if count > 0
  count += 1
end
