const get = (host) => fetch(`https://${host}.example.net/`);
(function () { get('immediately'); }).call(this);
get.call(null, 'called');
get.apply(null, ['applied']);
get.bind(null, 'bound')();
const site = { host: 'self', run() { get(this.host); } };
site.run.call({ host: 'another-self' });
function handsOn() { get.apply(null, arguments); }
handsOn('what it was given is not followed, but told');
get.apply(null, JSON.parse(process.env.HOSTS));
