package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Interpolation.Embedded;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** What Perl looks for in texts and puts into them ("Regexp Quote-Like Operators" of perlop), and what it reads of files. */
abstract class PerlMatching extends PerlWords {

    PerlMatching(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics) {
        super(source, lexemes, nesting, diagnostics);
    }

    /** What a text between double quotes holds at a place, or null. */
    abstract @Nullable Embedded embedded(int at, int end);

    /** An expression within a text. */
    abstract Expression inner(int from, int to);

    /** {@code <$fh>} and {@code <FH>} read the file that was opened; anything else is a pattern. */
    final Expression readOrMatched(Lexeme lexeme, Lexeme.Quoted quoted) {
        String handle = source.text().substring(quoted.from(), quoted.to());
        boolean reads = source.text().charAt(lexeme.from()) == '<' && handle.matches("\\$?[A-Za-z_]\\w*");
        return reads
                ? new Expression.Call(
                        new Expression.Name(PerlFiles.WHOLE, lexeme.from(), lexeme.to()),
                        List.of(new Given(
                                Spread.ONE,
                                null,
                                new Expression.Literal(Expression.Kind.STRING, handle, lexeme.from(), lexeme.to()))),
                        lexeme.from(),
                        lexeme.to())
                : substitution(lexeme, quoted);
    }

    /** {@code s/from/to/} changes {@code $_}, or what {@code =~} gives it; whether it did only the run will know. */
    private Expression substitution(Lexeme lexeme, Lexeme.Quoted quoted) {
        Expression matched = new Expression.Opaque(lexeme.from(), lexeme.to());
        PerlSubstitution written = PerlSubstitution.of(source.text(), lexeme, quoted);
        if (written == null) {
            return pattern(lexeme, quoted);
        }
        String by = source.text().substring(written.from(), written.to());
        boolean variables = PerlSubstitution.hasVariables(by);
        Lexeme body = new Lexeme(
                Kind.QUOTED,
                "",
                written.from(),
                written.to(),
                false,
                false,
                new Lexeme.Quoted(written.from(), written.to(), Lexeme.Style.INTERPOLATED));
        Expression with = variables
                ? parts(Interpolation.of(source.text(), body, this::embeddedInReplacement, this::inner), lexeme)
                : new Expression.Literal(
                        Expression.Kind.STRING, PerlSubstitution.unescaped(by), lexeme.from(), lexeme.to());
        Expression pattern = written.plain() ? expression(written.body(), written.flags(), lexeme) : matched;
        Expression flags = new Expression.Literal(Expression.Kind.STRING, written.flags(), lexeme.from(), lexeme.to());
        Expression subject = new Expression.Name("$_", lexeme.from(), lexeme.to());
        return changing(List.of(subject, pattern, with, flags), written.gives(), lexeme.from(), lexeme.to());
    }

    /** A group's variable stays as it is written: only the match gives it. */
    private @Nullable Embedded embeddedInReplacement(int at, int end) {
        boolean group = at + 1 < end && Character.isDigit(source.text().charAt(at + 1));
        return group
                        || source.text().startsWith("${", at)
                                && Character.isDigit(source.text().charAt(at + 2))
                ? null
                : embedded(at, end);
    }

    /** What stands in the script and what in variables, in turn. */
    private static Expression parts(Expression with, Lexeme lexeme) {
        List<Expression> parts = new ArrayList<>();
        List<Expression> all = with instanceof Expression.Interpolated text ? text.parts() : List.of(with);
        for (Expression part : all) {
            boolean written = part instanceof Expression.Literal;
            if (written != (parts.size() % 2 == 0)) {
                parts.add(new Expression.Literal(Expression.Kind.STRING, "", lexeme.from(), lexeme.to()));
            }
            parts.add(part);
        }
        return new Expression.Items(Container.LIST, parts, lexeme.from(), lexeme.to());
    }

    /** {@code m/expression/} is looked for in {@code $_}, or in what {@code =~} gives it; {@code qr} is an expression. */
    private Expression pattern(Lexeme lexeme, Lexeme.Quoted quoted) {
        String text = source.text();
        int from = lexeme.from();
        int to = lexeme.to();
        boolean translates = text.startsWith("tr", from) || text.startsWith("y", from);
        if (translates || quoted.to() + 1 > to) {
            return new Expression.Opaque(from, to);
        }
        String body = text.substring(quoted.from(), quoted.to());
        Expression expression = PerlSubstitution.hasVariables(body)
                ? new Expression.Opaque(from, to)
                : expression(body, text.substring(quoted.to() + 1, to), lexeme);
        return text.startsWith("qr", from)
                ? expression
                : invoke(Captures.MATCH, List.of(new Expression.Name("$_", from, from), expression), from, to);
    }

    /** The expression that a match looks for; anything else is itself. */
    static Expression expressionOf(Expression value) {
        return matches(value) && value instanceof Expression.Call call
                ? call.arguments().get(1).value()
                : value;
    }

    private static boolean matches(Expression value) {
        return value instanceof Expression.Call call
                && call.callee() instanceof Expression.Name name
                && name.name().equals(Captures.MATCH);
    }

    /** With the flag {@code r} the value is the changed text, without it the subject gets that. */
    private static Expression changing(List<Expression> words, boolean gives, int from, int to) {
        Expression call = invoke(PerlFunctions.SUBSTITUTE, words, from, to);
        Expression subject = words.get(0) instanceof Expression.Assigning copied ? copied.target() : words.get(0);
        return gives
                ? call
                : new Expression.Binary(
                        "=~",
                        new Expression.Assigning(subject, "=", call, from, to),
                        new Expression.Opaque(from, to),
                        from,
                        to);
    }

    @Override
    protected final Expression combined(String operator, Expression left, Expression right, int from, int to) {
        Expression changed =
                right instanceof Expression.Binary matched && matched.left() instanceof Expression.Assigning assigned
                        ? assigned.value()
                        : right;
        boolean substitutes = operator.equals("=~")
                && changed instanceof Expression.Call call
                && call.callee() instanceof Expression.Name name
                && name.name().equals(PerlFunctions.SUBSTITUTE);
        if (!substitutes || !(changed instanceof Expression.Call call)) {
            return operator.equals("=~") || operator.equals("!~")
                    ? matching(operator, left, right, from, to)
                    : super.combined(operator, left, right, from, to);
        }
        List<Expression> words = new ArrayList<>();
        call.arguments().forEach(given -> words.add(given.value()));
        words.set(0, left);
        return changing(words, changed == right, from, to);
    }

    private static Expression matching(String operator, Expression left, Expression right, int from, int to) {
        Expression match = invoke(Captures.MATCH, List.of(left, expressionOf(right)), from, to);
        return operator.equals("=~") ? match : new Expression.Unary("not", match, from, to);
    }

    /** An array that is assigned gets the lines, and a list the groups. */
    @Override
    protected final Expression assignment(String operator, Expression target, Expression value, int from, int to) {
        boolean array = target instanceof Expression.Name name && name.name().startsWith("@");
        Expression lines = array ? PerlFiles.lines(value) : null;
        boolean list = array || target instanceof Expression.Items;
        if (list && matches(value) && value instanceof Expression.Call call) {
            Expression groups = new Expression.Call(
                    new Expression.Name(Captures.GROUPS, call.from(), call.to()), call.arguments(), from, to);
            return super.assignment(operator, target, groups, from, to);
        }
        return super.assignment(operator, target, lines == null ? value : lines, from, to);
    }
}
