require 'open3'; require 'shellwords'
system('curl https://r1.example/')
system('curl', 'https://r2.example/')
`curl https://r3.example/`
%x(curl https://r4.example/)
IO.popen('curl https://r5.example/') { |io| io.read }
IO.popen(['curl', 'https://r6.example/'])
Open3.capture3('curl', 'https://r7.example/')
Open3.capture2e({'A' => 'b'}, 'curl', 'https://r8.example/')
Open3.popen3('curl https://r9.example/') { |i, o, e, t| o.read }
pid = spawn('curl', 'https://r10.example/'); Process.wait(pid)
Process.spawn({'A'=>'b'}, 'curl https://r11.example/')
system({'A' => 'b'}, 'curl', 'https://r12.example/')
cmd = %w[rsync -a /x]
cmd << 'u@r13.example:/y'
system(*cmd)
host = 'r14.example'
system "scp /x u@#{host}:/y"
def run(c); puts c; system(c) or abort; end
run "wget -q https://r15.example/"
sh = Shellwords.join(['curl', 'https://r16.example/'])
system(sh)
exec 'curl', 'https://r17.example/'
