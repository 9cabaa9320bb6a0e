package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** Items in a row: a list, a tuple, a set, what a generator gives. */
public final class ListValue implements Value, Journal.Location {

    /** How many items are kept. */
    static final int LONGEST = 4096;

    private final Container container;
    private List<Value> items;
    private boolean open;
    /** How many of the first items surely stand where they are; more than there are when all do. */
    private int settled;

    /** @param open whether there may be more or fewer items than these, behind them */
    public ListValue(Container container, List<? extends Value> items, boolean open) {
        this(container, items, open, Integer.MAX_VALUE);
    }

    private ListValue(Container container, List<? extends Value> items, boolean open, int settled) {
        this.container = container;
        this.items = new ArrayList<>(items.size() > LONGEST ? items.subList(0, LONGEST) : items);
        this.open = open || items.size() > LONGEST;
        this.settled = settled;
    }

    /**
     * Items of which nobody knows at which position they stand: sorted by something not known, or some of which may be
     * missing.
     */
    public static ListValue anywhere(Container container, List<? extends Value> items, boolean open) {
        return new ListValue(container, items, open, 0);
    }

    /** The item at a position counted from 0: any of those that may stand there; null when there is none. */
    public @Nullable Value at(int position) {
        if (position < 0 || position >= items.size() && !open || items.isEmpty()) {
            return null;
        }
        if (position < settled && position < items.size()) {
            return items.get(position);
        }
        int from = Math.min(settled, items.size());
        return Value.either(from == items.size() ? items : items.subList(from, items.size()));
    }

    /** The last item: any of those that may be the last; null when there is none. */
    public @Nullable Value last() {
        if (items.isEmpty()) {
            return null;
        }
        return open ? Value.either(items) : at(items.size() - 1);
    }

    /** Whether each item surely stands where it is. */
    public boolean ordered() {
        return settled >= items.size();
    }

    /** What kind of row it is. */
    public Container container() {
        return container;
    }

    /** The items that are known. */
    public List<Value> items() {
        return List.copyOf(items);
    }

    /** How many items are known. */
    public int size() {
        return items.size();
    }

    /** Whether there may be more or fewer items than are known. */
    public boolean open() {
        return open;
    }

    /** Adds an item at the end. */
    public void add(Journal journal, Value item) {
        journal.note(this);
        if (items.size() < LONGEST) {
            items.add(item);
        } else {
            open = true;
        }
    }

    /** Takes these items instead of its own. */
    public void replace(Journal journal, List<? extends Value> newItems, boolean newOpen) {
        journal.note(this);
        items = new ArrayList<>(newItems.size() > LONGEST ? newItems.subList(0, LONGEST) : newItems);
        open = newOpen || newItems.size() > LONGEST;
        settled = Integer.MAX_VALUE;
    }

    /** Takes the items of another instead of its own, and what is known of their positions. */
    public void become(Journal journal, ListValue other) {
        journal.note(this);
        items = new ArrayList<>(other.items);
        open = other.open;
        settled = other.settled;
    }

    private record Content(List<Value> items, boolean open, int settled) {}

    @Override
    public Object read() {
        return new Content(List.copyOf(items), open, settled);
    }

    @Override
    public void write(@Nullable Object content) {
        if (content instanceof Content saved) {
            items = new ArrayList<>(saved.items());
            open = saved.open();
            settled = saved.settled();
        }
    }

    @Override
    public @Nullable Object join(@Nullable Object one, @Nullable Object other) {
        if (!(one instanceof Content a) || !(other instanceof Content b)) {
            return one == null ? other : one;
        }
        if (a.items().equals(b.items())) {
            return a.open() ? a : b;
        }
        List<Value> joined = new ArrayList<>();
        int common = 0;
        while (common < Math.min(a.items().size(), b.items().size())
                && a.items().get(common).equals(b.items().get(common))) {
            joined.add(a.items().get(common++));
        }
        joined.addAll(a.items().subList(common, a.items().size()));
        joined.addAll(b.items().subList(common, b.items().size()));
        int settled = Math.min(common, Math.min(a.settled(), b.settled()));
        return new Content(joined.size() > LONGEST ? joined.subList(0, LONGEST) : joined, true, settled);
    }
}
