const sites = ['one', 'two', 'three', 'four', 'five'];
async function handle(i) {
  if (i >= sites.length) return;
  await fetch(`https://${sites[i]}.example.net/`);
  await handle(i + 1);
}
handle(0);
const queue = ['first', 'second', 'third', 'fourth'];
function next() {
  const host = queue.shift();
  if (!host) return;
  fetch(`https://${host}.example.net/`).then(next);
}
next();
