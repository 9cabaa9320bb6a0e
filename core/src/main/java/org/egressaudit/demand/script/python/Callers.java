package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Library functions that call the functions they are given: threads, pools, event loops, {@code functools}. */
final class Callers {

    private Callers() {}

    static void register(Map<String, NativeFunction> all) {
        for (String name : List.of(
                "asyncio.run",
                "asyncio.wait_for",
                "asyncio.create_task",
                "asyncio.ensure_future",
                "asyncio.shield",
                "trio.run",
                "anyio.run",
                "asyncio.get_event_loop.run_until_complete",
                "asyncio.new_event_loop.run_until_complete",
                "asyncio.get_event_loop.create_task",
                "asyncio.run_coroutine_threadsafe",
                "uvloop.run")) {
            all.put(name, Callers::first);
        }
        all.put("asyncio.gather", (machine, given) -> Value.list(Container.LIST, given.positional()));
        for (String pool : List.of(
                "concurrent.futures.ThreadPoolExecutor",
                "concurrent.futures.ProcessPoolExecutor",
                "concurrent.futures.thread.ThreadPoolExecutor",
                "multiprocessing.Pool",
                "multiprocessing.pool.ThreadPool",
                "multiprocessing.dummy.Pool",
                "gevent.pool.Pool")) {
            for (String method : List.of("submit", "apply_async", "apply", "spawn")) {
                boolean packed = method.startsWith("apply");
                all.put(pool + "." + method, (machine, given) -> submitted(machine, given, packed));
            }
            for (String method : List.of("map", "imap", "imap_unordered", "map_async")) {
                all.put(pool + "." + method, (machine, given) -> each(machine, given.at(0), given.drop(1), given));
            }
            all.put(pool + ".starmap", Callers::starred);
        }
        for (String thread : List.of(
                "threading.Thread", "multiprocessing.Process", "threading.Timer", "multiprocessing.context.Process")) {
            all.put(thread, Callers::thread);
        }
        all.put("threading.Timer", (machine, given) -> thread(machine, given.drop(1)));
        all.put("atexit.register", (machine, given) -> submitted(machine, given, false));
        all.put("functools.partial", Callers::partial);
        all.put("functools.wraps", (machine, given) -> new Value.Native("wraps", (run, inner) -> inner.at(0)));
        all.put("functools.lru_cache", (machine, given) -> given.at(0));
        all.put("itertools.chain", (machine, given) -> chained(given));
        all.put("itertools.chain.from_iterable", (machine, given) -> {
            ListValue rows = given.at(0) == null ? null : ListMembers.items(given.at(0));
            return rows == null || rows.open() ? null : chained(Arguments.of(given.place(), rows.items()));
        });
        all.put("fire.Fire", Callers::first);
        for (String retry : List.of(
                "retrying.retry",
                "tenacity.retry",
                "backoff.on_exception",
                "retry.api.retry_call",
                "retry.retry_call")) {
            all.put(retry, Callers::first);
        }
        all.put("asyncio.to_thread", (machine, given) -> submitted(machine, given, false));
        all.put("asyncio.get_event_loop.run_in_executor", (machine, given) -> submitted(machine, given.drop(1), false));
        all.put(
                "asyncio.get_running_loop.run_in_executor",
                (machine, given) -> submitted(machine, given.drop(1), false));
    }

    /** The first argument: what was awaited, or what a function without arguments gives. */
    private static @Nullable Value first(Machine machine, Arguments given) {
        Value value = given.at(0);
        boolean function = value instanceof Value.Routined || value instanceof Value.External;
        return value != null && function
                ? machine.calls().call(value, given.drop(1).without("fargs", "fkwargs"), "?")
                : value;
    }

    private static @Nullable Value submitted(Machine machine, Arguments given, boolean packed) {
        Value function = given.at(0);
        if (function == null) {
            return null;
        }
        Arguments inner = given.drop(1);
        if (packed) {
            inner = unpacked(given.parameter(1, "args"), given.parameter(2, "kwds"), given);
        }
        Value result = machine.calls().call(function, inner, "?");
        return future(result, machine);
    }

    /** A future or asynchronous result, whose value is there at once. */
    private static Value future(Value result, Machine machine) {
        NativeFunction answer = (run, given) -> result;
        return Builtins.object(
                machine,
                "future",
                Map.of("result", new Value.Native("result", answer), "get", new Value.Native("get", answer)));
    }

    private static Arguments unpacked(@Nullable Value list, @Nullable Value map, Arguments given) {
        List<Arguments.Passed> passed = new ArrayList<>();
        boolean open = false;
        if (list instanceof ListValue items) {
            items.items().forEach(item -> passed.add(new Arguments.Passed(null, item, given.place(), "...")));
            open = items.open();
        } else if (list != null) {
            open = true;
        }
        if (map instanceof MapValue entries) {
            for (String key : entries.keys()) {
                Value value = entries.get(key);
                if (value != null) {
                    passed.add(new Arguments.Passed(key, value, given.place(), key));
                }
            }
        }
        return new Arguments(passed, open, given.place(), given.callee());
    }

    private static Value thread(Machine machine, Arguments given) {
        Value target = given.parameter(1, "target");
        Value function = target == null ? given.at(0) : target;
        if (function != null) {
            machine.calls().call(function, unpacked(given.named("args"), given.named("kwargs"), given), "?");
        }
        return Builtins.object(machine, "thread", Map.of());
    }

    /** Calls a function for each item of some lists, side by side. */
    static Value each(Machine machine, @Nullable Value function, Arguments lists, Arguments given) {
        if (function == null) {
            return Value.nothing(given.place());
        }
        List<ListValue> rows = new ArrayList<>();
        boolean open = false;
        for (Value value : lists.positional()) {
            ListValue row = ListMembers.items(value);
            if (row == null) {
                Value unknown = new Value.Unknown(
                        "...", "it is one of several items that only the run will know", given.place());
                row = new ListValue(Container.LIST, List.of(unknown), true);
            }
            rows.add(row);
            open |= row.open();
        }
        int longest = rows.stream().mapToInt(ListValue::size).max().orElse(0);
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            int position = i;
            List<Value> arguments = rows.stream()
                    .filter(row -> row.size() > 0)
                    .map(row -> row.items().get(Math.min(position, row.size() - 1)))
                    .toList();
            results.add(machine.calls().call(function, Arguments.of(given.place(), arguments), "?"));
        }
        return new ListValue(Container.LIST, results, open);
    }

    private static @Nullable Value starred(Machine machine, Arguments given) {
        Value function = given.at(0);
        if (function == null || !(given.at(1) instanceof ListValue rows)) {
            return null;
        }
        for (Value row : rows.items()) {
            machine.calls().call(function, unpacked(row, null, given), "?");
        }
        return Value.nothing(given.place());
    }

    private static @Nullable Value partial(Machine machine, Arguments given) {
        Value function = given.at(0);
        if (function == null) {
            return null;
        }
        Arguments bound = given.drop(1);
        return new Value.Native("partial", (run, more) -> {
            List<Arguments.Passed> passed = new ArrayList<>(bound.passed());
            passed.addAll(more.passed());
            return run.calls().call(function, new Arguments(passed, more.open(), more.place(), more.callee()), "?");
        });
    }

    private static Value chained(Arguments given) {
        List<Value> items = new ArrayList<>();
        boolean open = false;
        for (Value value : given.positional()) {
            ListValue row = ListMembers.items(value);
            if (row != null) {
                items.addAll(row.items());
            }
            open |= row == null || row.open();
        }
        return new ListValue(Container.LIST, items, open);
    }

    /** {@code start()} of a class that inherits from a thread runs its {@code run()}. */
    static @Nullable Value member(Value.Instance instance, String name, Machine machine, Span place) {
        boolean starts = name.equals("start") || name.equals("main");
        return starts ? machine.members().own(instance, "run", place) : null;
    }
}
