package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.Prefix;

/** Sets of the common types with members of a draw, as ipset save writes them, and matches on them. */
final class SetText {

    private static final List<String> TYPES = List.of(
            "hash:ip",
            "hash:net",
            "hash:net",
            "hash:ip,port",
            "hash:net,port",
            "hash:ip,port,ip",
            "hash:ip,port,net",
            "hash:net,iface",
            "bitmap:ip",
            "bitmap:port",
            "list:set");

    private final Draw draw;
    private final StringBuilder text = new StringBuilder();
    private final List<Named> sets = new ArrayList<>();

    private record Named(String name, String type) {}

    SetText(Draw draw) {
        this.draw = draw;
    }

    String text() {
        return text.toString();
    }

    /** One more set with some members. */
    void add() {
        String type = draw.pick(TYPES);
        List<Named> listable =
                sets.stream().filter(set -> !set.type.equals("list:set")).toList();
        if ((type.equals("bitmap:ip") && draw.v6) || (type.equals("list:set") && listable.isEmpty())) {
            type = "hash:net";
        }
        String name = "s" + sets.size();
        text.append("create ").append(name).append(' ').append(type);
        if (type.startsWith("hash:")) {
            text.append(" family ").append(draw.v6 ? "inet6" : "inet").append(" hashsize 1024 maxelem 65536");
        } else if (type.equals("bitmap:ip")) {
            text.append(" range 203.0.113.0-203.0.113.255");
        } else if (type.equals("bitmap:port")) {
            text.append(" range 0-65535");
        }
        text.append('\n');
        Set<String> members = new LinkedHashSet<>();
        int count = draw.between(1, 6);
        for (int i = 0; i < count; i++) {
            members.add(type.equals("list:set") ? draw.pick(listable).name : member(type));
        }
        members.forEach(member ->
                text.append("add ").append(name).append(' ').append(member).append('\n'));
        sets.add(new Named(name, type));
    }

    private String member(String type) {
        String nomatch = type.contains("net") && draw.percent(20) ? " nomatch" : "";
        return switch (type) {
            case "hash:ip" -> draw.address().toString();
            case "hash:ip,port" -> draw.address() + "," + port();
            case "hash:net,port" -> net() + "," + port() + nomatch;
            case "hash:ip,port,ip" -> own() + "," + port() + "," + draw.address();
            case "hash:ip,port,net" -> own() + "," + port() + "," + net() + nomatch;
            case "hash:net,iface" -> net() + "," + draw.pick("eth0", "eth1", "lo") + nomatch;
            case "bitmap:ip" -> "203.0.113." + draw.between(0, 255);
            case "bitmap:port" -> Integer.toString(draw.port());
            default -> net() + nomatch;
        };
    }

    private String own() {
        return draw.v6 ? "2001:db8:0:1::10" : "192.0.2.10";
    }

    private String port() {
        return draw.pick("tcp:", "udp:", "") + draw.port();
    }

    /** A set cannot hold the block of all addresses. */
    private Prefix net() {
        Prefix prefix = draw.prefix();
        return prefix.length() == 0 ? new Prefix(draw.address(), 8) : prefix;
    }

    /** A condition that asks one of the sets. */
    String match() {
        Named set = draw.pick(sets);
        String usual = switch (set.type) {
            case "hash:ip,port", "hash:net,port" -> "dst,dst";
            case "hash:ip,port,ip", "hash:ip,port,net" -> "src,dst,dst";
            case "hash:net,iface" -> "dst,dst";
            default -> "dst";
        };
        String directions = draw.percent(80)
                ? usual
                : draw.pick("src", "dst", "src,src", "src,dst", "dst,src", "dst,dst,dst", "dst,dst");
        return " -m set" + draw.pick("", "", "", " !") + " --match-set " + set.name + " " + directions
                + (draw.percent(8) ? " --return-nomatch" : "");
    }
}
