const https = require('https');

const hosts = ['c.example.com', 'a.example.com', 'b.example.com'];
https.get('https://' + [...hosts].sort()[0] + '/is-a');
https.get('https://' + hosts.find(host => host.startsWith('b')) + '/is-b');
https.get('https://' + hosts.filter(host => host.includes('c.'))[0] + '/is-c');
https.get('https://' + hosts[Math.floor(Math.random() * hosts.length)] + '/is-any');
https.get('https://max' + Math.max(1, 3, 2) + '.example.com');
const mixed = ['s.example.com', 't.example.com'];
mixed.sort(() => Math.random() - 0.5);
https.get('https://' + mixed.shift() + '/is-any');
const stage = 'production';
if (['test', 'development'].includes(stage)) https.get('https://never-1.example.com');
if (stage.endsWith('tion')) https.get('https://stage.example.com'); else https.get('https://never-2.example.com');
const cut = 'https://cut.example.com/rest';
https.get(cut.slice(0, cut.indexOf('/rest')));
