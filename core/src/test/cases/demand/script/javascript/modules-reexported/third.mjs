export default async function third() { await fetch('https://third.example/'); }
await third();
