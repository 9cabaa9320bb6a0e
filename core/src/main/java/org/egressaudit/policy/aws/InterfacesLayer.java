package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egressaudit.net.Flow;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Verdict;

/**
 * The security groups of a host with several interfaces that carry different ones.
 *
 * <p>A flow is judged by the interface that has its source address; where that is not known, only if all interfaces say
 * the same.
 */
final class InterfacesLayer implements Layer {

    private final Map<NetworkCard, Layer> layers;

    /**
     * @param layers the groups of each interface; at least one
     */
    InterfacesLayer(Map<NetworkCard, Layer> layers) {
        this.layers = new LinkedHashMap<>(layers);
    }

    @Override
    public String label() {
        return layers.entrySet().stream()
                .map(each -> each.getValue().label() + " of " + each.getKey().id())
                .collect(Collectors.joining("; "));
    }

    @Override
    public List<String> files() {
        return layers.values().iterator().next().files();
    }

    private List<Layer> of(Flow flow) {
        List<Layer> own = new ArrayList<>();
        layers.forEach((card, layer) -> {
            if (flow.source() != null && card.addresses().contains(flow.source())) {
                own.add(layer);
            }
        });
        return own.isEmpty() ? List.copyOf(layers.values()) : own;
    }

    @Override
    public Verdict evaluate(Flow flow) {
        List<Verdict> verdicts =
                of(flow).stream().map(layer -> layer.evaluate(flow)).toList();
        Verdict first = verdicts.get(0);
        boolean agree = verdicts.stream().allMatch(each -> each.label().equals(first.label()));
        return agree
                ? first
                : new Verdict.Undecided(
                        List.of("the host's interfaces "
                                + layers.keySet().stream().map(NetworkCard::id).collect(Collectors.joining(", "))
                                + " carry different security groups, and which one the flow leaves by is not known; name"
                                + " the interface, or the host's addresses under interfaces"),
                        first.trace());
    }

    @Override
    public void boundaries(Boundaries into) {
        layers.values().forEach(layer -> layer.boundaries(into));
    }

    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        List<Layer> layers = of(flow);
        return layers.size() == 1 ? layers.get(0).proposal(flow, verdict) : Optional.empty();
    }
}
