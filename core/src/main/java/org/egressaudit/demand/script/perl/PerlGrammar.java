package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Interpolation.Embedded;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** Perl's expressions; those that begin with a word are read by {@link PerlWords}, statements by {@link PerlStatements}. */
final class PerlGrammar extends PerlMatching {

    private static final Set<String> NO_OPERATORS = Set.of("===", "!==", "??", "??=", "in", "instanceof");

    private final PerlStatements statements = new PerlStatements(this);

    PerlGrammar(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics) {
        super(source, lexemes, nesting, diagnostics);
    }

    static Tree parse(Source source) {
        List<Lexeme> lexemes = new PerlLexer(source.text(), 0, source.text().length()).run();
        return new PerlGrammar(source, lexemes, 0, new ArrayList<>()).tree();
    }

    @Override
    PerlStatements statements() {
        return statements;
    }

    @Override
    protected String language() {
        return "perl";
    }

    @Override
    protected boolean hasOperator(Lexeme operator) {
        return !NO_OPERATORS.contains(operator.text());
    }

    @Override
    protected boolean hasPrefix(String operator) {
        return !Set.of("@", "typeof", "await", "void", "delete", "clone", "&", "defined")
                .contains(operator);
    }

    @Override
    protected void statement(List<Statement> into) {
        statements.read(into);
    }

    @Override
    protected void argument(List<Given> arguments) {
        skipCommas();
        Lexeme key = peek();
        boolean address = key.kind() == Kind.QUOTED
                && source.text().substring(key.from(), key.to()).contains("://");
        boolean named = peek(1).is("=>") && (key.kind() == Kind.NAME || key.kind() == Kind.QUOTED) && !address;
        boolean method = key.kind() == Kind.NAME && key.text().matches("GET|POST|PUT|HEAD|DELETE|PATCH");
        if (named && method) {
            next();
            arguments.add(new Given(
                    Spread.ONE,
                    null,
                    new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to())));
            return;
        }
        boolean dashed = key.is("-") && peek(1).kind() == Kind.NAME && peek(2).is("=>");
        if (named || dashed) {
            next();
            String word = dashed ? "-" + next().text() : key.text();
            next();
            String name = key.quoted() == null
                    ? word
                    : text(key.quoted().from(), key.quoted().to());
            if (!at(")")) {
                arguments.add(new Given(Spread.ONE, name, item()));
            }
            return;
        }
        boolean reference = at("\\");
        Spread dereferenced = dereferenced(key);
        Expression value = item();
        if (dereferenced != Spread.ONE) {
            arguments.add(new Given(dereferenced, null, value));
            return;
        }
        if (reference) {
            arguments.add(new Given(Spread.ONE, null, value));
            return;
        }
        boolean list = isRow(value)
                || value instanceof Expression.Name name && name.name().startsWith("@");
        boolean hash = value instanceof Expression.Name name && name.name().startsWith("%");
        arguments.add(new Given(list ? Spread.ITEMS : hash ? Spread.ENTRIES : Spread.ONE, null, value));
    }

    /** {@code @$list}, {@code @{...}}, {@code %$hash}: the items or the entries of what is referred to. */
    private Spread dereferenced(Lexeme first) {
        String text = source.text();
        int at = first.from();
        boolean variable = first.kind() == Kind.VARIABLE && first.text().startsWith("$") && at > 0;
        char sigil = variable ? text.charAt(at - 1) : first.is("@{") ? text.charAt(at) : ' ';
        return sigil == '@' ? Spread.ITEMS : sigil == '%' ? Spread.ENTRIES : Spread.ONE;
    }

    @Override
    protected Expression primary() {
        int from = peek().from();
        Expression value = operand();
        while (true) {
            if (accept("->")) {
                value = arrow(value, from);
            } else if (subscripted(value) && !peek().afterSpace() && (at("[") || at("{"))) {
                value = item(value, from);
            } else if (at("(") && value instanceof Expression.Subscript) {
                next();
                value = new Expression.Call(value, arguments(")"), from, lastEnd());
            } else {
                return value;
            }
        }
    }

    private static boolean subscripted(Expression value) {
        return value instanceof Expression.Subscript
                || (value instanceof Expression.Call call && call.callee() instanceof Expression.Subscript);
    }

    private Expression arrow(Expression object, int from) {
        if (at("[") || at("{")) {
            return item(object, from);
        }
        if (accept("(")) {
            return new Expression.Call(object, arguments(")"), from, lastEnd());
        }
        Lexeme name = next();
        if (name.kind() == Kind.VARIABLE) {
            if (name.text().startsWith("@")
                    || name.text().startsWith("%")
                    || name.text().startsWith("$*")) {
                accept("*");
                return object;
            }
            List<Given> arguments = accept("(") ? arguments(")") : List.of();
            Expression method = invoke(
                    PerlFunctions.METHOD,
                    List.of(object, new Expression.Name(name.text(), name.from(), name.to())),
                    from,
                    name.to());
            return new Expression.Call(method, arguments, from, lastEnd());
        }
        if (name.kind() != Kind.NAME) {
            throw misfit("a method's name is expected here");
        }
        Expression member = new Expression.Attribute(object, name.text(), from, lastEnd());
        List<Given> arguments = accept("(") ? arguments(")") : List.of();
        return new Expression.Call(member, arguments, from, lastEnd());
    }

    private Expression item(Expression object, int from) {
        boolean brace = next().is("{");
        Lexeme key = peek();
        Expression index;
        if (brace
                && (key.kind() == Kind.NAME || key.is("-"))
                && peek(key.is("-") ? 2 : 1).is("}")) {
            String text = key.is("-") ? "-" + peek(1).text() : key.text();
            next();
            if (key.is("-")) {
                next();
            }
            index = new Expression.Literal(Expression.Kind.STRING, text, key.from(), lastEnd());
        } else {
            index = expression();
            if (at(",")) {
                return slice(object, index, brace ? "}" : "]", from);
            }
        }
        expect(brace ? "}" : "]");
        return new Expression.Subscript(object, index, from, lastEnd());
    }

    /** {@code (list)[1, 2]}: several items. */
    private Expression slice(Expression object, Expression first, String close, int from) {
        List<Expression> items = new ArrayList<>(List.of(new Expression.Subscript(object, first, from, lastEnd())));
        while (accept(",")) {
            if (!at(close)) {
                items.add(new Expression.Subscript(object, expression(), from, lastEnd()));
            }
        }
        expect(close);
        return new Expression.Items(Container.LIST, items, from, lastEnd());
    }

    private Expression operand() {
        Lexeme lexeme = next();
        int from = lexeme.from();
        return switch (lexeme.kind()) {
            case VARIABLE -> variable(lexeme);
            case NUMBER -> new Expression.Literal(Expression.Kind.NUMBER, lexeme.text(), from, lexeme.to());
            case QUOTED -> quoted(lexeme);
            case NAME -> word(lexeme);
            default -> symbol(lexeme);
        };
    }

    private Expression variable(Lexeme lexeme) {
        String name = lexeme.text();
        int from = lexeme.from();
        boolean near = !peek().afterSpace();
        boolean dereferenced = name.startsWith("$") && from > 0 && source.text().charAt(from - 1) == '@';
        if (dereferenced && near && (at("{") || at("["))) {
            return slice(new Expression.Name(name, from, lexeme.to()), from);
        }
        boolean ofReference = name.startsWith("$") && from > 0 && source.text().charAt(from - 1) == '$';
        if (ofReference && near && (at("{") || at("["))) {
            return item(new Expression.Name(name, from, lexeme.to()), from);
        }
        if (name.startsWith("$") && near && at("{")) {
            return item(new Expression.Name("%" + name.substring(1), from, lexeme.to()), from);
        }
        if (name.startsWith("$") && near && at("[")) {
            return item(new Expression.Name("@" + name.substring(1), from, lexeme.to()), from);
        }
        if (name.startsWith("@") && near && (at("{") || at("["))) {
            String sigil = at("{") ? "%" : "@";
            return slice(new Expression.Name(sigil + name.substring(1), from, lexeme.to()), from);
        }
        return new Expression.Name(name, from, lexeme.to());
    }

    /** {@code @h{qw(a b)}}, {@code @list[0, 1]}: the items at several keys. */
    private Expression slice(Expression owner, int from) {
        List<Given> keys = arguments(next().is("{") ? "}" : "]");
        List<Expression> items = new ArrayList<>();
        for (Given key : keys) {
            List<Expression> each = key.value() instanceof Expression.Items all ? all.items() : List.of(key.value());
            each.forEach(one -> items.add(new Expression.Subscript(owner, one, from, lastEnd())));
        }
        return row(items, from);
    }

    private Expression symbol(Lexeme lexeme) {
        int from = lexeme.from();
        if (lexeme.is("(")) {
            Expression list = list(")", from);
            boolean target = at("=")
                    && list instanceof Expression.Name name
                    && name.name().startsWith("$");
            return at("[")
                    ? item(list, from)
                    : target ? new Expression.Items(Container.LIST, List.of(list), from, lastEnd()) : list;
        }
        if (lexeme.is("[")) {
            Expression list = list("]", from);
            return list instanceof Expression.Items || list instanceof Expression.Mapping
                    ? list
                    : new Expression.Items(Container.LIST, List.of(spread(list)), from, lastEnd());
        }
        if (lexeme.is("{")) {
            Expression list = list("}", from);
            return list instanceof Expression.Mapping
                    ? list
                    : new Expression.Mapping(spreadEntries(list), from, lastEnd());
        }
        if (lexeme.is("@{")) {
            Expression value = expression();
            expect("}");
            return at("{") || at("[") ? slice(value, from) : value;
        }
        if (lexeme.is("*") && (at(Kind.NAME) || at("{"))) {
            // a typeglob: everything of a name (perldata, "Typeglobs and Filehandles")
            if (accept("{")) {
                expression();
                expect("}");
            } else {
                next();
            }
            return new Expression.Opaque(from, lastEnd());
        }
        if (lexeme.is(PerlLexer.REFERENCE)) {
            return subroutine();
        }
        if (lexeme.is("&")) {
            Expression callee = subroutine();
            List<Given> arguments = accept("(") ? arguments(")") : List.of();
            return new Expression.Call(callee, arguments, from, lastEnd());
        }
        throw misfit("an expression is expected before '" + lexeme.text() + "'");
    }

    /** A subroutine by its name, by a variable, or by what stands in braces. */
    private Expression subroutine() {
        if (accept("{")) {
            Expression value = expression();
            expect("}");
            return value;
        }
        Lexeme name = next();
        return new Expression.Name(name.text(), name.from(), name.to());
    }

    private static List<Expression.Entry> spreadEntries(Expression list) {
        if (list instanceof Expression.Items items) {
            return items.items().stream()
                    .map(item -> new Expression.Entry(null, item))
                    .toList();
        }
        return List.of(new Expression.Entry(null, list));
    }

    /** Items in brackets: with an arrow a mapping, one alone itself, else a list. */
    private Expression list(String close, int from) {
        List<Expression> items = new ArrayList<>();
        boolean arrows = false;
        boolean commas = false;
        while (!at(close)) {
            if (at(Kind.END)) {
                throw misfit("'" + close + "' is expected here");
            }
            Lexeme key = peek();
            boolean dashed = key.is("-") && peek(1).kind() == Kind.NAME && peek(2).is("=>");
            if (dashed || (key.kind() == Kind.NAME && peek(1).is("=>"))) {
                next();
                String word = dashed ? "-" + next().text() : key.text();
                items.add(new Expression.Literal(Expression.Kind.STRING, word, key.from(), lastEnd()));
            } else {
                boolean reference = at("\\");
                Expression item = expression();
                items.add(reference ? item : spread(item));
            }
            arrows |= at("=>");
            commas |= at(",");
            if (!accept(",") && !accept("=>")) {
                break;
            }
            skipCommas();
        }
        expect(close);
        boolean row = close.equals("]");
        if (!row && (arrows || (items.size() > 1 && items.stream().allMatch(PerlGrammar::hash)))) {
            return mapping(items, from);
        }
        boolean single = items.size() == 1 && !commas && close.equals(")");
        if (single) {
            return items.get(0) instanceof Expression.Spreading all ? all.value() : items.get(0);
        }
        return new Expression.Items(Container.LIST, items, from, lastEnd());
    }

    /** Perl takes several commas for one. */
    private void skipCommas() {
        while (accept(",")) {
            // nothing stands between them
        }
    }

    private static boolean hash(Expression item) {
        Expression value = item instanceof Expression.Spreading all ? all.value() : item;
        return value instanceof Expression.Name name && name.name().startsWith("%");
    }

    private Expression mapping(List<Expression> items, int from) {
        List<Expression.Entry> entries = new ArrayList<>();
        int i = 0;
        while (i < items.size()) {
            Expression item = items.get(i);
            boolean whole = item instanceof Expression.Spreading;
            if (whole || i + 1 >= items.size()) {
                Expression value = item instanceof Expression.Spreading spreading ? spreading.value() : item;
                entries.add(new Expression.Entry(null, value));
                i++;
            } else {
                entries.add(new Expression.Entry(item, items.get(i + 1)));
                i += 2;
            }
        }
        return new Expression.Mapping(entries, from, lastEnd());
    }

    @Override
    protected Expression quoted(Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        if (quoted == null) {
            return new Expression.Opaque(lexeme.from(), lexeme.to());
        }
        return switch (quoted.style()) {
            case RAW -> Interpolation.raw(source.text(), lexeme);
            case WORDS -> row(Interpolation.words(source.text(), lexeme).items(), lexeme.from());
            case PATTERN -> readOrMatched(lexeme, quoted);
            case INTERPOLATED -> Interpolation.of(source.text(), lexeme, this::embedded, this::inner);
            case COMMAND ->
                invoke(
                        "readpipe",
                        List.of(Interpolation.of(source.text(), lexeme, this::embedded, this::inner)),
                        lexeme.from(),
                        lexeme.to());
        };
    }

    @Override
    Expression inner(int from, int to) {
        if (nesting > 4) {
            return new Expression.Opaque(from, to);
        }
        try {
            List<Lexeme> lexemes = new PerlLexer(source.text(), from, to).run();
            return new PerlGrammar(source, lexemes, nesting + 1, new ArrayList<>()).expression();
        } catch (Misfit notAnExpression) {
            return new Expression.Opaque(from, to);
        }
    }

    /** {@code $name}, {@code ${name}}, {@code $name{key}}, {@code $name->[0]{key}}, {@code @name}, {@code @{[ ... ]}}. */
    @Override
    @Nullable
    Embedded embedded(int at, int end) {
        String text = source.text();
        char sigil = text.charAt(at);
        if ((sigil != '$' && sigil != '@') || at + 1 >= end) {
            return null;
        }
        int stop = at + 1;
        char next = text.charAt(stop);
        if (next == '{') {
            stop = Interpolation.closing(text, stop, end);
        } else if (Character.isLetter(next) || next == '_' || next == '$') {
            stop++;
            while (stop < end
                    && (Character.isLetterOrDigit(text.charAt(stop))
                            || text.charAt(stop) == '_'
                            || (text.startsWith("::", stop)
                                    && stop + 2 < end
                                    && Character.isLetter(text.charAt(stop + 2))))) {
                stop += text.charAt(stop) == ':' ? 2 : 1;
            }
        } else if (sigil == '$' && Character.isDigit(next)) {
            stop++;
        } else {
            return null;
        }
        while (stop < end) {
            boolean arrow = text.startsWith("->", stop) && stop + 2 < end && "[{".indexOf(text.charAt(stop + 2)) >= 0;
            char c = text.charAt(arrow ? stop + 2 : stop);
            boolean index = c == '{' || (c == '[' && indexFollows(text, arrow ? stop + 3 : stop + 1, end));
            if (!index) {
                break;
            }
            stop = Interpolation.closing(text, arrow ? stop + 2 : stop, end);
        }
        return new Embedded(at, stop, stop);
    }

    private static boolean indexFollows(String text, int at, int end) {
        return at < end && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '$' || text.charAt(at) == '-');
    }
}
