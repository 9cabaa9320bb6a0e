<?php
$fromGlob = 'https://fromglob.example/';
