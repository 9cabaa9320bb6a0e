package org.egressaudit.demand.script.tree;

/**
 * One answer for each kind of {@link Expression}.
 *
 * @param <R> the answer
 */
public interface ExpressionVisitor<R> {
    R literal(Expression.Literal expression);

    R interpolated(Expression.Interpolated expression);

    R name(Expression.Name expression);

    R attribute(Expression.Attribute expression);

    R subscript(Expression.Subscript expression);

    R slice(Expression.Slice expression);

    R call(Expression.Call expression);

    R unary(Expression.Unary expression);

    R binary(Expression.Binary expression);

    R logical(Expression.Logical expression);

    R comparison(Expression.Comparison expression);

    R conditional(Expression.Conditional expression);

    R lambda(Expression.Lambda expression);

    R items(Expression.Items expression);

    R mapping(Expression.Mapping expression);

    R comprehension(Expression.Comprehension expression);

    R spreading(Expression.Spreading expression);

    R yielding(Expression.Yield expression);

    R assigning(Expression.Assigning expression);

    R opaque(Expression.Opaque expression);

    R computed(Expression.Computed expression);
}
