<?php
return ['api' => ['base' => 'https://confbase.example']];
