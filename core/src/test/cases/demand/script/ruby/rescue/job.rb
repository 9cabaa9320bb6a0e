require 'net/http'
begin; Net::HTTP.get(URI('https://r1.example/')); rescue; sleep 1; end
3.times { |n| begin; Net::HTTP.get(URI('https://r2.example/')); break; rescue; sleep 1; end }
3.times do |n|
  begin
    Net::HTTP.get(URI('https://r3.example/'))
    break
  rescue
    sleep 1
  end
end
3.times { Net::HTTP.get(URI('https://r4.example/')) }
3.times { |n| Net::HTTP.get(URI('https://r5.example/')); break }
begin
  Net::HTTP.get(URI('https://r6.example/'))
rescue => e then puts e
end
retries = 0
begin
  Net::HTTP.get(URI('https://r7.example/'))
rescue Net::OpenTimeout, SocketError
  retries += 1
  retry if retries < 3
  raise
end
x = begin Integer('1') rescue 0 end
Net::HTTP.get(URI('https://r8.example/')) rescue nil
