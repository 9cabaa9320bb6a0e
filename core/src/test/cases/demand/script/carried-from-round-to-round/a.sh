n=0
while read -r line; do
  [ "$n" -gt 0 ] && curl -s "https://read.example/$line"
  n=$((n+1))
done < /var/data/in.csv
if [ "$n" -gt 5 ]; then curl -s https://more.example/; fi
for i in 1 2; do [ "$i" -gt 2 ] && curl -s https://no-third.example/; done
