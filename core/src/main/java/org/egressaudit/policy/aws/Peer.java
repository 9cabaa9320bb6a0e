package org.egressaudit.policy.aws;

import java.util.List;
import java.util.function.Consumer;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.Ternary;

/** The other side of a security group rule. */
public sealed interface Peer {

    /**
     * Whether an address is meant.
     *
     * @param open is told what would decide it when that is not known
     */
    Ternary contains(IpAddress address, AwsWorld world, Consumer<String> open);

    /** Addresses written out. */
    record Cidr(Prefix prefix) implements Peer {
        @Override
        public Ternary contains(IpAddress address, AwsWorld world, Consumer<String> open) {
            return Ternary.of(prefix.contains(address));
        }

        @Override
        public String toString() {
            return prefix.toString();
        }
    }

    /** A prefix list of AWS or of the customer. */
    record PrefixList(String id) implements Peer {
        @Override
        public Ternary contains(IpAddress address, AwsWorld world, Consumer<String> open) {
            List<Prefix> entries = world.prefixLists().get(id);
            if (entries == null) {
                open.accept("the entries of prefix list " + id + " are not in the export; hand in aws ec2"
                        + " get-managed-prefix-list-entries --prefix-list-id " + id + " > " + id
                        + ".json, with a plan or a template under prefixLists");
                return Ternary.UNKNOWN;
            }
            return Ternary.of(entries.stream().anyMatch(entry -> entry.contains(address)));
        }

        @Override
        public String toString() {
            return "prefix list " + id;
        }
    }

    /**
     * The private addresses of the interfaces that carry a group, in this VPC or a peered one; never their public
     * addresses (VPC guide, "Security group referencing").
     */
    record Group(String id) implements Peer {
        @Override
        public Ternary contains(IpAddress address, AwsWorld world, Consumer<String> open) {
            if (world.interfaces().stream()
                    .anyMatch(card ->
                            card.groups().contains(id) && card.addresses().contains(address))) {
                return Ternary.YES;
            }
            boolean another = world.interfaces().stream()
                    .anyMatch(card -> card.addresses().contains(address));
            // all members of a group are listed where any is; describe-instances shows single hosts
            boolean listed = world.complete()
                    && world.interfaces().stream()
                            .anyMatch(card -> card.listed() && card.groups().contains(id));
            if (another || listed || (!address.v6() && !world.mayBePrivate(address))) {
                return Ternary.NO;
            }
            open.accept("whether " + address + " belongs to an interface of " + id
                    + " is not in the export; hand in aws ec2 describe-network-interfaces");
            return Ternary.UNKNOWN;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * Something only the deployment will know.
     *
     * @param text as written
     * @param reason why it is not known, with what would tell
     */
    record Unresolved(String text, String reason) implements Peer {
        @Override
        public Ternary contains(IpAddress address, AwsWorld world, Consumer<String> open) {
            open.accept(reason);
            return Ternary.UNKNOWN;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
