<?php
return ['services' => ['a' => ['url' => 'https://c23.example'], 'b' => ['url' => 'https://no4.example']]];
