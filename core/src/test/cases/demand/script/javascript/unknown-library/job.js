const fs = require('fs');
const dayjs = require('dayjs');
const { Billing } = require('@acme/billing');
const notify = require('acme-notify');
const settings = require('./settings');

async function main() {
  const billing = new Billing({ timeout: 5000 });
  const rows = await billing.invoices(dayjs().format('YYYY-MM'));
  fs.writeFileSync('/var/lib/job/rows.json', JSON.stringify(rows));
  notify('done');
  await fetch('https://status.example.com/ping');
}

main().catch((error) => console.error(error, settings.level));
