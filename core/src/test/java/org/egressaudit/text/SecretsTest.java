package org.egressaudit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    /** Each line holds the secret {@code Hush7tellNobody42}; it may not be in what is shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl https://user:Hush7tellNobody42@api.example.com/x",
                "curl 'https://api.example.com/x?token=Hush7tellNobody42&a=b'",
                "curl -u admin:Hush7tellNobody42 https://api.example.com",
                "curl --user=admin:Hush7tellNobody42 https://api.example.com",
                "curl -H 'Authorization: Bearer Hush7tellNobody42' https://api.example.com",
                "curl -H \"X-Api-Key: Hush7tellNobody42\" https://api.example.com",
                "curl -H 'PRIVATE-TOKEN: Hush7tellNobody42' https://git.example.com",
                "PGPASSWORD=Hush7tellNobody42 pg_dump -h db shop",
                "export MYSQL_PWD='Hush7tellNobody42'",
                "mysqldump -u root -pHush7tellNobody42 shop",
                "mysql --password=Hush7tellNobody42 shop",
                "sshpass -p Hush7tellNobody42 ssh host",
                "AWS_SECRET_ACCESS_KEY=Hush7tellNobody42 aws s3 ls",
                "aws_secret_access_key = Hush7tellNobody42",
                "api_key: \"Hush7tellNobody42\"",
                "{\"password\": \"Hush7tellNobody42\"}",
                "conn = psycopg2.connect(host='db', password='Hush7tellNobody42')",
                "ldapsearch -x -D cn=a -w Hush7tellNobody42 -H ldap://ldap.example",
                "redis-cli -h cache -a Hush7tellNobody42 ping",
                "wget --http-password=Hush7tellNobody42 http://example.com",
                "https://hooks.slack.com/services/Hush7tellNobody42",
                "https://api.telegram.org/bot123:Hush7tellNobody42/sendMessage",
                "postgresql://app:Hush7tellNobody42@db.example:5432/shop",
                "token = ghp_Hush7tellNobody42abcdef",
                "x = eyJHush7tellNobody42.eyJHush7tellNobody42.Hush7tellNobody42",
            })
    void isHidden(String line) {
        assertThat(Secrets.hidden(line)).doesNotContain("Hush7tellNobody42").hasSameSizeAs(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -fsS https://api.example.com/v1/users -o /tmp/users.json",
                "-A EGRESS -d 203.0.113.45/32 -p tcp -m tcp --dport 443 -j DROP",
                "pg_dump -Fc shop | gzip > /var/backups/db/shop.dump.gz",
                "rsync -az /srv/www/ backup@backup.example.com:/srv/copies/www/",
                "    response = requests.get(API_URL, headers=headers, timeout=10)",
                "0 * * * * root /opt/jobs/sync_user_data.py >> /var/log/jobs/sync.log 2>&1",
            })
    void theRestStays(String line) {
        assertThat(Secrets.hidden(line)).isEqualTo(line);
    }
}
