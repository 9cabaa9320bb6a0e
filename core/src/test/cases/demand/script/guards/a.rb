require 'net/http'; require 'json'; require 'socket'; require 'optparse'; require 'yaml'
exit if File.exist?('/tmp/x.lock')
lock = File.open('/tmp/x.lock', 'w')
exit 1 unless lock.flock(File::LOCK_EX | File::LOCK_NB)
abort 'root' unless Process.uid.zero?
exit unless Socket.gethostname == 'prod1'
options = { weekly: false }
OptionParser.new { |o| o.on('--weekly') { options[:weekly] = true } }.parse!
if options[:weekly]
  Net::HTTP.get(URI('https://no1.example/'))
  exit
end
exit if Time.now.sunday?
unless File.file?('/etc/app.yml')
  warn 'x'; exit 1
end
cfg = YAML.load_file('/etc/app.yml')
exit unless cfg['enabled']
DEBUG = false
Net::HTTP.get(URI('https://no2.example/')) if DEBUG
begin
  res = Net::HTTP.get_response(URI('https://api.example/x'))
  raise "bad" unless res.is_a?(Net::HTTPSuccess)
  if res.code != '200'
    Net::HTTP.get(URI('https://code.example/'))
    exit 1
  end
rescue StandardError => e
  Net::HTTP.post(URI('https://err.example/'), e.message)
  exit 2
else
  Net::HTTP.get(URI('https://else.example/'))
ensure
  Net::HTTP.get(URI('https://ensure.example/'))
end
data = JSON.parse(res.body)
exit 0 if data.empty?
data.each do |i|
  next if i['x']
  Net::HTTP.get(URI('https://item.example/'))
  break
end
unless system('rsync -a /x u@rs.example:/y')
  Net::HTTP.get(URI('https://rc.example/'))
end
`scp /x u@sc.example:/y`
Net::HTTP.get(URI('https://rc2.example/')) unless $?.success?
3.times { |n| begin; Net::HTTP.get(URI('https://retry.example/')); break; rescue; sleep 1; end }
Net::HTTP.get(URI('https://last.example/'))
