const axios = require('axios');

axios.get('https://HOST.example/x'.replace(/HOST/, 'js1'));
axios.get('https://js2.example//'.replace(/\/+$/, ''));
axios.get(`https://${'JS3 spare'.replace(/\s.*/g, '').toLowerCase()}.example`);
axios.get('https://{h}.{h}.example'.replace('{h}', 'js4').replace('{h}', 'eu'));
axios.get('https://a_b_c.example'.replaceAll('_', '-'));
axios.get('https://S.example'.replace(/(s)\./i, 'js5-$1.'));
const { hostname, port } = new URL('https://js6.example:8443/x');
axios.get(`https://${hostname}:${port}/y`);

// only the run will know
axios.get('https://X.example/'.replace(process.env.KEY, 'no1'));
axios.get('https://X.example/'.replace(/X/, (found) => lookup(found)));
