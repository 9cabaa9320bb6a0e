async function get() { for (const h of ["c1","c2"]) { try { return await fetch(`https://${h}.example.net/`); } catch (e) { console.log(e); } } return fetch("https://c3.example.net/"); }
get();
