import os, subprocess, asyncio, shlex, sys, pexpect, sh
from subprocess import run, PIPE, Popen, check_call
os.system("curl https://p1.example/")
os.popen("curl https://p2.example/").read()
subprocess.call(["curl", "https://p3.example/"])
run("curl https://p4.example/ | wc", shell=True, check=True)
Popen(["rsync", "-a", "/x", "u@p5.example:/y"], stdout=PIPE).communicate()
check_call(shlex.split("curl -s https://p6.example/"))
host = "p7.example"
cmd = ["ssh", "-p", "2222"]
cmd += ["root@" + host, "uptime"]
subprocess.Popen(cmd)
cmd2 = "scp /x u@%s:/y" % "p8.example"
subprocess.run(cmd2.split())
async def main():
    p = await asyncio.create_subprocess_exec("curl", "https://p9.example/")
    await p.wait()
    await asyncio.create_subprocess_shell("curl https://p10.example/")
asyncio.run(main())
child = pexpect.spawn("ssh root@p11.example")
child.expect("password:")
pexpect.run("scp /x u@p12.example:/y")
sh.curl("https://p13.example/")
subprocess.getoutput("curl https://p14.example/")
def run_cmd(*args, **kw):
    return subprocess.run(list(args), **kw)
run_cmd("curl", "-s", "https://p15.example/")
def execute(command):
    process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
    return process.communicate()[0]
execute("wget -q https://p16.example/")
subprocess.run(["bash", "-c", "curl https://p17.example/"])
subprocess.run(["sudo", "-u", "www", "curl", f"https://{'p18'}.example/"])
subprocess.run(f"mysqldump -h {'p19.example'} db > /tmp/x", shell=True)
subprocess.run([sys.executable, "/srv/job/child.py", "--host", "p20.example"])
os.execvp("curl", ["curl", "https://p21.example/"])
