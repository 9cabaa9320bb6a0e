<?PHP
$site = ["name" => "quoted-key", "h" => ["x" => "nested"]];
file_get_contents("https://{$site["name"]}.example.net/");
file_get_contents("https://{$site["h"]["x"]}.example.net/");
$host = "braced-name";
file_get_contents("https://${host}.example.net/");
echo `curl -s "https://{$site["name"]}-command.example.net/"`;
$out = [];
exec('ls /etc/hosts.d', $out);
foreach ($out as $line) { file_get_contents("https://$line.example.org/"); }
fsockopen(gethostbyname('looked-up.example.net'), 25);
new SplFileObject('https://file-object.example.net/x.csv');
