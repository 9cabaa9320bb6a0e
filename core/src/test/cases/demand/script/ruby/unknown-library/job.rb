require 'json'
require 'net/http'
require 'acme-billing'
require_relative 'lib/settings'

client = Acme::Billing.new(timeout: 5)
client.invoices.each { |invoice| puts JSON.generate(invoice) }
Net::HTTP.get(URI('https://status.example.com/ping'))
puts Time.now.strftime('%F')
