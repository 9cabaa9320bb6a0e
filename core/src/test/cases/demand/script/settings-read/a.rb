require 'json'; require 'yaml'; require 'net/http'; require 'csv'; require 'dotenv/load'; require_relative 'lib/conf'; require 'ostruct'
def g(u) = Net::HTTP.get(URI(u))
cfg = JSON.parse(File.read(File.join(__dir__, 'conf/config.json'))); g(cfg['api']['url']); cfg['api']['hosts'].each { |h| g("https://#{h}/") }
env = ENV.fetch('APP_ENV', 'development'); g("https://#{cfg[env]['db']['host']}/"); sym = JSON.parse(File.read('conf/config.json'), symbolize_names: true); g(sym[:api][:url])
y = YAML.load_file('conf/config.yml'); g(y['api']['base_url']); y['servers'].each { |s| g("https://#{s['host']}/") }; g("https://#{y.dig('production', 'host')}/"); g(ENV['API_URL'])
File.readlines('conf/hosts.txt', chomp: true).each { |l| next if l.empty? || l.start_with?('#'); g("https://#{l.split.first}/") }
File.foreach('conf/hosts.txt') { |l| l = l.strip; next if l.start_with?('#'); g("https://#{l.split(' ')[0]}/f") }; CSV.foreach('conf/hosts.csv', headers: true) { |r| g("https://#{r['host']}/") }
g(Conf::URL); g(Conf.host('b')); g(Conf.new.url); g(SETTINGS[:x])
