package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;

/** {@code Struct.new(:a, :b) do ... end} and {@code Data.define}: classes of objects with these fields, and methods of their own. */
final class RubyStructs {

    private RubyStructs() {}

    static void register(Map<String, NativeFunction> all) {
        for (String maker : List.of("Struct.new", "Data.define", "OpenStruct.define")) {
            all.put(maker, RubyStructs::make);
        }
    }

    private static Value make(Machine machine, Arguments given) {
        Value.ClassObject type = new Value.ClassObject("Struct", List.of(), true);
        List<Value> blocks = new ArrayList<>();
        for (Value value : given.positional()) {
            String field = PlainLanguage.string(value);
            if (field != null) {
                type.fields().add(field);
            } else if (value instanceof Value.Routined) {
                blocks.add(value);
            }
        }
        for (Value block : blocks) {
            if (block instanceof Value.Routined body) {
                machine.define(type, body);
            }
        }
        return type;
    }
}
