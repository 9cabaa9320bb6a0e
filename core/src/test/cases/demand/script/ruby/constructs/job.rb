#!/usr/bin/env ruby
# https://in-a-comment.example.com/
require 'yaml'
require 'json'
require 'open-uri'
require 'net/ftp'
require 'net/smtp'
require 'socket'
require 'httparty'
require 'rest-client'
require_relative 'lib/client'

CONFIG = YAML.load_file(File.join(__dir__, 'config.yml'))
HOST = 'r6.example.com'.freeze

URI.open("https://#{HOST}/a").read
URI.open('https://' + CONFIG['api']['host'] + ':' + CONFIG['api']['port'].to_s)
CONFIG['feeds'].each do |feed|
  URI.open(feed)
end
Client.new.fetch('x')
Client.new(host: 'r7.example.com').post('/y')
Client.ping
report = ENV.fetch('REPORT_HOST', 'r8.example.com')
HTTParty.get("https://#{report}/", headers: { 'User-Agent' => 'bot (+https://not-fetched.example.com)' })
other = ENV['NOT_SET'] || 'r9.example.com'
RestClient.post "https://#{other}/hook", { text: 'see https://in-a-body.example.com/' }.to_json
mode = ARGV[0] || 'weekly'
target = case mode
         when 'daily' then 'r10.example.com'
         else 'not-this-one.example.com'
         end
Net::HTTP.get(target, '/index.html')
system('curl -s https://r11.example.com/ -o /tmp/x')
system('rsync', '-a', '/srv/', 'backup@r12.example.com:/srv/')
`wget -q https://r13.example.com/`
out = %x(ssh r14.example.com uptime)
IO.popen('curl -s https://r15.example.com/')
Net::FTP.open('r16.example.com') { |ftp| ftp.login }
Net::SMTP.start('r17.example.com', 587) { |smtp| smtp.send_message('https://in-a-mail.example.com/', 'a@example.com', 'b@example.com') }
TCPSocket.new('r18.example.com', 8080)
http = Net::HTTP.new('r19.example.com', 443)
http.use_ssl = true
http.request(Net::HTTP::Get.new('/z'))
%w[r20 r21].map { |n| "https://#{n}.example.com/" }.each { |u| URI.open(u) }
text = <<~TEXT
  see https://in-a-heredoc.example.com/
TEXT
puts "look at https://only-printed.example.com/"
def url_for(part, secure: true)
  "#{secure ? 'https' : 'http'}://#{part}.example.com/"
end
URI.open(url_for('r22'))
URI.open(url_for('r23', secure: false))
unless mode == 'weekly'
  URI.open('https://r24.example.com/')
end
URI.open('https://r25.example.com/') if File.exist?('/etc/passwd')
begin
  URI.open('https://r26.example.com/')
rescue StandardError => e
  warn "failed: #{e} https://in-a-log.example.com/"
end
require 'pg'
PG.connect(host: 'r27.example.com', port: 5433, dbname: 'x')
require 'mysql2'
Mysql2::Client.new(host: 'r28.example.com', username: 'u')
require 'redis'
Redis.new(url: 'redis://r29.example.com:6380/0').get('a')
format('https://%s.example.com/', 'r30').then { |u| URI.open(u) }
3.times { |i| URI.open("https://r31-#{i}.example.com/") }
