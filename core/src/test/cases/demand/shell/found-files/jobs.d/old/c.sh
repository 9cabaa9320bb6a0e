curl https://too-deep.example.com/
