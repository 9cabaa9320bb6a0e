const fs = require('fs'); const os = require('os'); const axios = require('axios'); const { execSync, spawnSync } = require('child_process');
if (fs.existsSync('/tmp/x.lock')) process.exit(0);
if (process.getuid() !== 0) { process.exit(1); }
if (os.hostname() !== 'prod1') process.exit();
if (new Date().getDay() === 0) process.exit(0);
const DEBUG = false;
(async () => {
  if (process.argv[2] === '--weekly') { await axios.get('https://no1.example/'); return; }
  if (DEBUG) await axios.get('https://no2.example/');
  let cfg;
  try { cfg = JSON.parse(fs.readFileSync('/etc/app.json', 'utf8')); } catch (e) { console.error(e); process.exit(1); }
  if (!cfg.enabled) return;
  let r;
  try {
    r = await axios.get('https://api.example/x');
    if (r.status !== 200) { await axios.post('https://code.example/'); process.exit(1); }
  } catch (e) {
    await axios.post('https://err.example/');
    return process.exit(2);
  } finally {
    await axios.get('https://finally.example/');
  }
  if (!r.data || r.data.length === 0) { return; }
  for (const i of r.data) { if (i.seen) continue; await axios.get('https://item.example/'); break; }
  try { execSync('rsync -a /x u@rs.example:/y'); } catch (e) { await axios.get('https://rc.example/'); }
  const s = spawnSync('scp', ['/x', 'u@sc.example:/y']);
  if (s.status !== 0) await axios.get('https://rc2.example/');
  const [a, b] = await Promise.all([axios.get('https://p1.example/'), axios.get('https://p2.example/')]);
  await axios.get('https://c1.example/').then(x => axios.get('https://then.example/')).catch(() => axios.get('https://catch.example/')).finally(() => axios.get('https://fin.example/'));
  for (let i = 0; i < 3; i++) { try { await axios.get('https://retry.example/'); break; } catch { await new Promise(r => setTimeout(r, 1000)); } }
  await axios.get('https://last.example/');
})().catch(e => { axios.post('https://top.example/'); process.exit(1); });
