APPLICATION = 'application.example'
