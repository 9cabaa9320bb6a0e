#!/usr/bin/env node
// https://in-a-comment.example.com/
const https = require('https');
const { exec, execSync, spawn } = require('child_process');
const { Client, fetchAll } = require('./lib/client');
const config = require('./config.json');
const mysql = require('mysql2/promise');
const axios = require('axios');

const HOST = 'j5.example.com';
const report = process.env.REPORT_HOST || 'j6.example.com';
const other = process.env.NOT_SET ?? 'j7.example.com';
const [, , mode = 'weekly'] = process.argv;
const hosts = { daily: 'j8.example.com', weekly: 'not-this-one.example.com' };

async function main() {
  await fetch(`https://${HOST}/a`);
  await fetch('https://' + report + '/b');
  await axios.get(`https://${other}/c`, { headers: { 'User-Agent': 'bot (+https://not-fetched.example.com)' } });
  await axios.post('https://j9.example.com/hook', { text: 'see https://in-a-body.example.com/' });
  await axios({ method: 'put', url: 'https://j10.example.com/x' });
  await fetchAll(config.feeds);
  await new Client().get('/users');
  await new Client({ base: 'https://j11.example.com/' }).get('items');
  const db = await mysql.createConnection({ host: config.db.host, port: config.db.port, user: 'u' });
  https.get('https://j12.example.com/', (res) => res.resume());
  https.request({ hostname: 'j13.example.com', port: 8443, path: '/' }).end();
  execSync('curl -s https://j14.example.com/');
  exec(`rsync -a /srv/ backup@${'j15.example.com'}:/srv/`);
  spawn('wget', ['-q', 'https://j16.example.com/']);
  if (mode === 'daily') await fetch(`https://${hosts[mode]}/`);
  for (const n of ['j17', 'j18']) await fetch(`https://${n}.example.com/`);
  ['j19', 'j20'].forEach(async (n) => { await fetch(`https://${n}.example.com/`); });
  const url = new URL('/path', 'https://j21.example.com');
  await fetch(url);
  const nodemailer = require('nodemailer');
  const mail = nodemailer.createTransport({ host: 'j22.example.com', port: 587 });
  await mail.sendMail({ to: 'ops@example.com', text: 'https://in-a-mail.example.com/' });
  const { Client: Pg } = require('pg');
  await new Pg({ connectionString: 'postgres://u:p@j23.example.com:5433/x' }).connect();
  const { MongoClient } = require('mongodb');
  await MongoClient.connect('mongodb://j24.example.com:27018/x');
  const redis = require('redis').createClient({ url: 'redis://j25.example.com' });
  await redis.connect();
  console.log('done, see https://only-printed.example.com/');
}

main().catch((e) => { console.error(e); process.exit(1); });
