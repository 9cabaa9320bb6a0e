notify() { curl -d "$1" "$HOOK"; }
HOOK=https://v16.example/h
