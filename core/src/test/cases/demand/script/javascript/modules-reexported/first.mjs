export function first() { return fetch('https://first.example/'); }
export function never() { return fetch('https://never.example/'); }
