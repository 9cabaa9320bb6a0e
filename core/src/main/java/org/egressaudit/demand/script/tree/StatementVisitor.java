package org.egressaudit.demand.script.tree;

/**
 * One answer for each kind of {@link Statement}.
 *
 * @param <R> the answer
 */
public interface StatementVisitor<R> {
    R evaluation(Statement.Evaluation statement);

    R assignment(Statement.Assignment statement);

    R field(Statement.Field statement);

    R choice(Statement.If statement);

    R loop(Statement.While statement);

    R walk(Statement.For statement);

    R attempt(Statement.Try statement);

    R with(Statement.With statement);

    R definition(Statement.Definition statement);

    R classDefinition(Statement.ClassDefinition statement);

    R returning(Statement.Return statement);

    R raise(Statement.Raise statement);

    R jump(Statement.Jump statement);

    R importing(Statement.Import statement);

    R outer(Statement.Outer statement);

    R match(Statement.Match statement);

    R selection(Statement.Switch statement);
}
