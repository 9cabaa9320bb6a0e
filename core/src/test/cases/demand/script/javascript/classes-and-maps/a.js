const axios = require('axios');
const C = class { static H = 'clsexpr.example'; go() { return fetch('https://' + C.H); } };
new C().go();
module.exports = class Named { constructor(h) { this.h = h; } ping() { return fetch('https://' + this.h); } static make(h) { return new this(h); } static D = 'statc.example'; get c() { return this.constructor.D; } };
module.exports.make('newthis.example').ping();
fetch('https://' + new module.exports('x').c + '/ctor');
const inst = axios.create(); inst.defaults.baseURL = 'https://defaultsbase.example'; inst.get('/x');
axios.defaults.baseURL = 'https://globalbase.example'; axios.get('/y');
const PROD = 'prod';
switch ('prod') { case PROD: fetch('https://caseconst.example/'); break; case 'dev': fetch('https://nodev.example/'); }
class Svc { handler = async () => { await fetch('https://' + this.host + '/field'); }; host = 'field.example'; }
new Svc().handler();
const mp = new Map([['a', 'https://mapa.example/'], ['b', 'https://mapb.example/']]);
fetch(mp.get('a'));
for (const [kk, v] of mp) fetch(v + 'iter');
mp.forEach((v, kk) => fetch(v + 'each'));
const s2 = 'https://XX.example/'.replace(/XX/, x => 'fnrepl'); fetch(s2);
export default function D() { return fetch('https://deffn.example/'); }
D();
const bare = axios.create(); bare.get('/no-base');
