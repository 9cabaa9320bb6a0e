SETTINGS = { x: 'https://c34.example', y: 'https://no7.example' }.freeze
class Conf
  URL = 'https://c35.example'
  HOSTS = { 'a' => 'https://no8.example', 'b' => 'https://c36.example' }
  attr_reader :base
  def initialize; @base = 'c37.example'; end
  def self.host(k) = HOSTS[k]
  def url; "https://#{base}/"; end
end
