const axios = require('axios');

function* mirrors() {
  yield 'https://one.example';
  yield* ['https://two.example', 'https://three.example'];
}

outer: for (const url of mirrors()) {
  do {
    axios.get(url);
    continue outer;
  } while (true);
}

const get = axios.get.bind(axios);
get('https://bound.example');
const post = axios.post.bind(null, 'https://given-before.example');
post({ done: true });

const filled = new Set();
filled.add('https://filled.example');
filled.forEach((url) => axios.get(url));

again: while (true) {
  for (const url of ['https://inner.example']) {
    axios.get(url);
    break again;
  }
}
axios.get('https://after.example');

check: {
  axios.get('https://in-block.example');
  break check;
}
axios.get('https://after-block.example');
