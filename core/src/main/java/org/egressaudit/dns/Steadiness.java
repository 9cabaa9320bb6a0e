package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a rule may pin the addresses of a name: reasons why they will not stay.
 *
 * <p>These are signs, not proof. A name without any may move tomorrow, and one with all of them may stay for years.
 */
public final class Steadiness {

    /** Load balancers and CDNs answer with 60 s or less; names that are meant to stay, with hours. */
    private static final long SHORT_TTL = 120;

    /** Who gives out so many addresses gives out others too. */
    private static final int MANY = 6;

    /** Where aliases lead that hand a name to somebody else's changing addresses. */
    private static final Map<String, String> CARRIERS = new TreeMap<>(Map.ofEntries(
            Map.entry("cloudfront.net", "Amazon CloudFront"),
            Map.entry("elb.amazonaws.com", "an AWS load balancer"),
            Map.entry("awsglobalaccelerator.com", "AWS Global Accelerator"),
            Map.entry("akamai.net", "Akamai"),
            Map.entry("akamaiedge.net", "Akamai"),
            Map.entry("edgekey.net", "Akamai"),
            Map.entry("edgesuite.net", "Akamai"),
            Map.entry("fastly.net", "Fastly"),
            Map.entry("fastlylb.net", "Fastly"),
            Map.entry("cdn.cloudflare.net", "Cloudflare"),
            Map.entry("azureedge.net", "Azure CDN"),
            Map.entry("azurefd.net", "Azure Front Door"),
            Map.entry("trafficmanager.net", "Azure Traffic Manager"),
            Map.entry("cloudapp.azure.com", "an Azure load balancer"),
            Map.entry("googlehosted.com", "Google"),
            Map.entry("b-cdn.net", "bunny.net"),
            Map.entry("herokudns.com", "Heroku"),
            Map.entry("netlify.com", "Netlify"),
            Map.entry("vercel-dns.com", "Vercel")));

    private Steadiness() {}

    /** The signs in an answer that its addresses will not stay, each in words; none for a steady one. */
    public static List<String> doubts(Resolution.Addresses answer) {
        List<String> doubts = new ArrayList<>();
        if (answer.ttl() > 0 && answer.ttl() <= SHORT_TTL) {
            doubts.add("its answer holds for " + answer.ttl() + " s only");
        }
        answer.aliases().stream()
                .flatMap(alias -> carrier(alias).map(who -> "it is an alias of " + alias + ", of " + who).stream())
                .findFirst()
                .ifPresent(doubts::add);
        if (answer.addresses().size() >= MANY) {
            doubts.add("it has " + answer.addresses().size() + " addresses, and may have others at the next lookup");
        }
        return doubts;
    }

    private static Optional<String> carrier(String alias) {
        return CARRIERS.entrySet().stream()
                .filter(each -> alias.endsWith("." + each.getKey()) || alias.equals(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
