const m = 'b';
switch (m) {
  case 'a':
  case 'b':
    fetch('https://fall.example/');
  case 'c':
    fetch('https://through.example/');
    break;
  default:
    fetch('https://not.example/');
}
for (const x of ['p', 'q']) {
  switch (x) {
    case 'p': continue;
    default: break;
  }
  fetch('https://' + x + '.example/');
}
switch ('zz') {
  default: fetch('https://dflt.example/'); break;
  case 'k': fetch('https://not2.example/');
}
outer: for (const a of ['a','b']) {
  for (;;) {
    if (a === 'a') continue outer;
    if (Math.random() > 0.5) break outer;
    fetch(`https://inner-${a}.example/`);
  }
}
fetch('https://after.example/');
