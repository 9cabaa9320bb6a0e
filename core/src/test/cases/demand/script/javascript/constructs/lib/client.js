'use strict';
const axios = require('axios');

class Client {
  static DEFAULT = 'https://j4.example.com';
  constructor({ base = Client.DEFAULT, timeout } = {}) {
    this.http = axios.create({ baseURL: base, timeout });
  }
  async get(path) {
    const { data } = await this.http.get(path);
    return data;
  }
  async never() { return axios.get('https://never-called.example.com/'); }
}

module.exports = { Client, fetchAll: (urls) => Promise.all(urls.map((u) => fetch(u))) };
