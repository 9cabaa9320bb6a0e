export const MIRROR = 'm2.example.com';
export default { base: 'https://m3.example.com' };
