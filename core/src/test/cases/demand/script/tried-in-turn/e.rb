require 'net/http'
def get
  ["e1","e2"].each do |h|
    begin
      return Net::HTTP.get(URI("https://#{h}.example.net/"))
    rescue => e
      puts e
    end
  end
  Net::HTTP.get(URI("https://e3.example.net/"))
end
get
