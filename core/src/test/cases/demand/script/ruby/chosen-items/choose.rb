require 'open-uri'

hosts = %w[c.example.com a.example.com b.example.com]
URI.open("http://" + hosts.sort.first + "/is-a")
URI.open("http://" + hosts.max + "/is-c")
URI.open("http://" + hosts.sort_by { |host| rand }.first + "/is-any")
URI.open("http://" + hosts.find { |host| host.start_with?("b") } + "/is-b")
URI.open("http://" + hosts.select { |host| host.end_with?("b.example.com") }[0] + "/is-b")
URI.open("http://" + %w[s.example.com t.example.com].sample)
URI.open("http://" + %w[u.example.com v.example.com].shuffle.last)
if hosts.include?("x.example.com")
  URI.open("http://never-1.example.com/")
end
settings = { "host" => "set.example.com" }
URI.open("http://never-2.example.com/") if settings.key?("proxy")
URI.open("http://perhaps.example.com/") if ENV.key?("REPORT")
