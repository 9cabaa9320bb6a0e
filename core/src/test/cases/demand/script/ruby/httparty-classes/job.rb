require 'httparty'

class Api
  include HTTParty
  base_uri 'https://api.example.com'

  def self.all
    get('/all')
  end
end

class Other < Api
  base_uri 'https://other.example.com/v2'

  def fetch(id)
    self.class.get("/#{id}")
  end
end

class Plain
  include HTTParty
end

Api.all
Other.new.fetch(1)
Plain.post('https://plain.example.com/x', body: {})
