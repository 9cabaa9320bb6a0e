import fetch from 'node-fetch';
import got from 'got';
import { readFile } from 'node:fs/promises';
import settings, { MIRROR } from './lib/settings.mjs';

const config = JSON.parse(await readFile('./config.json'));
await got(`${settings.base}/a`).json();
await got.post('https://m1.example.com/b', { json: {} });
const res = await fetch(`https://${MIRROR}/c`);
for await (const feed of config.feeds) await fetch(feed);
export const later = () => fetch('https://never-called.example.com/');
