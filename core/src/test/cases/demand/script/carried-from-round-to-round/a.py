import csv, requests, sys
seen = False
errors = 0
for row in csv.reader(open('/var/data/in.csv')):
    if not seen:
        seen = True
        continue
    r = requests.get('https://rows.example/' + row[0])
    if r.status_code != 200:
        errors += 1
if errors > 10:
    requests.post('https://alert.example/', data=str(errors))
url = 'https://pages.example/1'
while url:
    page = requests.get(url).json()
    url = page.get('next')
