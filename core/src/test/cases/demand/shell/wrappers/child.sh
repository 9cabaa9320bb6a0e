curl "$BASE/child"
curl "${API:-https://w35.example}/x"
