# frozen_string_literal: true

require 'net/http'
require 'faraday'

module Fetching
  def fetch(path)
    Net::HTTP.get(URI("https://#{host}/#{path}"))
  end
end

class Client
  include Fetching
  DEFAULT = 'r4.example.com'
  attr_reader :host

  def initialize(host: DEFAULT)
    @host = host
  end

  def post(path)
    Faraday.new(url: "https://#{@host}").post(path)
  end

  def never
    Net::HTTP.get(URI('https://never-called.example.com/'))
  end

  def self.ping
    Net::HTTP.get_response(URI.parse('https://r5.example.com/ping'))
  end
end
