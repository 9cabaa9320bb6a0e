<?php
class Base
{
    var $file;
    function Base($file) { $this->file = $file; }
}
