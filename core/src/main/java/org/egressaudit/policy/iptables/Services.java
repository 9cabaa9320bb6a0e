package org.egressaudit.policy.iptables;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names of ports, as in Debian's /etc/services (netbase 6.4), for those that rule sets name. */
final class Services {

    private static final String TABLE =
            "tcpmux 1 echo 7 discard 9 systat 11 daytime 13 netstat 15 qotd 17 chargen 19 ftp-data 20 ftp 21 ssh 22"
                    + " telnet 23 smtp 25 mail 25 time 37 whois 43 nicname 43 tacacs 49 domain 53 bootps 67 bootpc 68 tftp 69 gopher 70"
                    + " finger 79 http 80 www 80 kerberos 88 kerberos5 88 krb5 88 iso-tsap 102 acr-nema 104 pop3 110 pop-3 110"
                    + " sunrpc 111 portmapper 111 auth 113 ident 113 nntp 119 ntp 123 epmap 135 loc-srv 135 netbios-ns 137"
                    + " netbios-dgm 138 netbios-ssn 139 imap2 143 imap 143 snmp 161 snmp-trap 162 snmptrap 162 cmip-man 163"
                    + " mailq 174 xdmcp 177 bgp 179 smux 199 qmtp 209 z3950 210 ipx 213 ptp-event 319 ptp-general 320 pawserv 345"
                    + " zserv 346 rpc2portmap 369 codaauth2 370 clearcase 371 ldap 389 svrloc 427 https 443 snpp 444"
                    + " microsoft-ds 445 kpasswd 464 submissions 465 ssmtp 465 smtps 465 urd 465 saft 487 isakmp 500 rtsp 554"
                    + " nqs 607 asf-rmcp 623 qmqp 628 ipp 631 ldaps 636 tinc 655 silc 706 kerberos-adm 749 domain-s 853"
                    + " rsync 873 ftps-data 989 ftps 990 telnets 992 imaps 993 ircs 994 pop3s 995 socks 1080 proofd 1093"
                    + " rootd 1094 openvpn 1194 rmiregistry 1099 lotusnote 1352 ms-sql-s 1433 ms-sql-m 1434 ingreslock 1524"
                    + " datametrics 1645 radius 1812 radius-acct 1813 radacct 1813 cisco-sccp 2000 nfs 2049 cvspserver 2401"
                    + " mysql 3306 ms-wbt-server 3389 rdp 3389 nut 3493 distcc 3632 daap 3689 svn 3690 suucp 4031 epmd 4369"
                    + " remctl 4373 ntske 4460 ipsec-nat-t 4500 iax 4569 mtn 4691 radmin-port 4899 sip 5060 sip-tls 5061"
                    + " xmpp-client 5222 xmpp-server 5269 mdns 5353 postgresql 5432 postgres 5432 amqps 5671 amqp 5672 x11 6000"
                    + " x11-1 6001 x11-2 6002 x11-3 6003 mysqlx 33060 redis 6379 ircd 6667 gnutella-svc 6346 http-alt 8080 webcache 8080"
                    + " puppet 8140 bacula-dir 9101 bacula-fd 9102 bacula-sd 9103 git 9418 webmin 10000 zabbix-agent 10050"
                    + " zabbix-trapper 10051 amanda 10080 syslog 514 syslog-tls 6514 printer 515 shell 514 login 513 exec 512"
                    + " biff 512 who 513 talk 517 ntalk 518 route 520 rip 520 uucp 540 klogin 543 kshell 544 submission 587"
                    + " nntps 563 dhcpv6-client 546 dhcpv6-server 547 rwhois 4321 squid 3128 l2f 1701 pptp 1723 upnp 1900"
                    + " ldap-admin 3407 gpsd 2947 icpv2 3130 icp 3130 afpovertcp 548 afs3-fileserver 7000 x11-ssh-offset 6010"
                    + " omirr 808 swat 901 nessus 1241 wnn6 22273 kamanda 10081 vnc 5900 memcached 11211 mongodb 27017"
                    + " elasticsearch 9200 hkp 11371 nbd 10809 ospf6d 2606 venus 2430 db-lsp 17500 mqtt 1883 secure-mqtt 8883";

    private static final Map<String, Integer> PORTS = new HashMap<>();

    static {
        String[] words = TABLE.split(" ");
        for (int i = 0; i + 1 < words.length; i += 2) {
            PORTS.put(words[i], Integer.parseInt(words[i + 1]));
        }
    }

    private Services() {}

    static Optional<Integer> port(String name) {
        return Optional.ofNullable(PORTS.get(name));
    }
}
