const knex = require('knex')({
  client: process.env.DATABASE,
  connection: { host: 'ten.example.com' },
});
