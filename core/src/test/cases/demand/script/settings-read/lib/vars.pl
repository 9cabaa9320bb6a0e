(url => "https://c32.example");
