#!/bin/sh
php <<'END'
The page of http://not-fetched.example.com/
<?php readfile('http://four.example.com/'); ?>
END
