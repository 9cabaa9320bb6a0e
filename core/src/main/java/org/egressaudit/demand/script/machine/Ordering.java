package org.egressaudit.demand.script.machine;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.jspecify.annotations.Nullable;

/** How values follow each other. */
public final class Ordering {

    private Ordering() {}

    /** The order of numbers among each other, or of texts; null for values that are not known, or of several kinds. */
    public static @Nullable Comparator<Value> natural(List<? extends Value> items) {
        if (items.stream().allMatch(item -> number(item) != null)) {
            return Comparator.comparing(item -> Objects.requireNonNull(number(item)));
        }
        return texts(items);
    }

    /** The order of texts by their characters; null when one of the values is no known text. */
    public static @Nullable Comparator<Value> texts(List<? extends Value> items) {
        return items.stream().allMatch(item -> text(item) != null)
                ? Comparator.comparing(item -> Objects.requireNonNull(text(item)))
                : null;
    }

    private static @Nullable String text(Value value) {
        return value instanceof Value.Scalar scalar && scalar.kind() == Kind.STRING ? scalar.text() : null;
    }

    private static @Nullable BigDecimal number(Value value) {
        String text = value instanceof Value.Scalar scalar && scalar.kind() == Kind.NUMBER ? scalar.text() : null;
        return text != null && text.strip().matches("[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?")
                ? new BigDecimal(text.strip())
                : null;
    }
}
