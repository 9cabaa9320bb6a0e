<?php
class Places { const DOMAIN = 'example.com'; }
