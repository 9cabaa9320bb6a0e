<?php
$service_url = "https://c24.example";
