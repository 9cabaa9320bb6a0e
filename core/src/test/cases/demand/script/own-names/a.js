class Client {
  fetch(url) {
    return fetch(url);
  }
}
new Client().fetch('https://method.example/');

const short = {
  fetch(url) {
    return fetch(url);
  },
};
short.fetch('https://shorthand.example/');

(function again(n) {
  if (n) {
    fetch('https://again.example/');
    return;
  }
  again(1);
})(0);
