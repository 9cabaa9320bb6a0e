<?php
return [
    'crm' => ['url' => env('CRM_URL'), 'path' => '/v1'],
    'mailer' => ['host' => env('MAILER_HOST', 'mailer.example')],
];
