$main::req_url = "https://c33.example";
1;
