const axios = require('axios');
const TOKEN = process.env.API_TOKEN || '';
const HOOK = process.env.HOOK ?? "";
const { A = '' } = process.env;
if (!TOKEN) { console.error('no'); process.exit(1); }
axios.get('https://one.example/x');
if (HOOK) axios.post(HOOK, {});
if (A) axios.get(`https://a.example/${A}`);
if ((process.env.UPLOAD || 'false') === 'true') axios.get('https://upload.example/x');
