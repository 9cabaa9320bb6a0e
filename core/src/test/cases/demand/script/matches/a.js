const url = 'https://jsmatch.example:8443/x';
const m = url.match(/https?:\/\/([^/:]+)/);
fetch(`https://${m[1]}.one/`);
const [, host] = /\/\/([^:]+)/.exec(url);
fetch('https://' + host + '/two');
if (/nomatch/.test(url)) fetch('https://never.example/');
const PROD = 'prod';
