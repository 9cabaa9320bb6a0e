curl https://one.example.com/
