require 'net/http'

File.readlines('hosts.txt', chomp: true).each { |host| Net::HTTP.get(URI("https://#{host}/ruby")) }
File.foreach('hosts.txt') { |line| Net::HTTP.get(URI("http://#{line.strip}/ruby")) }
