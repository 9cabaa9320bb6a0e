import { first, renamed, whole } from './all.mjs';
import config from 'config';
first();
renamed();
whole();
fetch(config.get('shop.url') + '/x');
fetch(`https://${config.get('shop.host')}/y`);
