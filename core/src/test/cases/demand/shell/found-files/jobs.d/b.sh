wget https://two.example.com/
