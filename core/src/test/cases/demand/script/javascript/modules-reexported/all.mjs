export * from './first.mjs';
export { second as renamed } from './second.mjs';
export { default as whole } from './third.mjs';
