class Base { constructor(host) { this.host = host; } } module.exports = { Base };
