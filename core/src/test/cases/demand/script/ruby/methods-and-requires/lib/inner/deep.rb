require 'net/http'
Net::HTTP.get('deep.example', '/')
