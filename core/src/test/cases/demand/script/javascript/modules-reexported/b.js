const { Base } = require('./base');
const AWS = require('aws-sdk');
const url = require('url');
const http = require('http');
class Jira extends Base {
  search() { return fetch(this.host + '/search'); }
}
new Jira('https://base.example').search();
AWS.config.update({ region: 'eu-west-1' });
new AWS.S3().listObjectsV2({ Bucket: 'b' });
http.request(url.parse('http://parsed.example/ip')).end();
fetch('https://tried.example/').then(() => 1, () => fetch('https://failed.example/'));
let cached;
function settings() { return (cached ??= { url: 'https://cached.example/' }); }
fetch(settings().url);
