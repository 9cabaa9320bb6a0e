export const second = () => fetch('https://second.example/');
