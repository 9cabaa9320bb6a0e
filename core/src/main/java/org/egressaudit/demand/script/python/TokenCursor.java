package org.egressaudit.demand.script.python;

import java.util.List;
import org.egressaudit.demand.script.python.Token.Kind;

/** A place in a row of tokens, and how deep the grammar has gone from there. */
final class TokenCursor {

    /** CPython refuses more than 200 nested parentheses and 100 levels of indentation. */
    private static final int DEEPEST = 160;

    private final List<Token> tokens;
    private int index;
    private int depth;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** A grammar rule does not fit; the statement is given up. */
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Token at;

        Misfit(Token at, String message) {
            super(message, null, false, false);
            this.at = at;
        }
    }

    Token peek() {
        return tokens.get(index);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(index);
        if (index < tokens.size() - 1) {
            index++;
        }
        return token;
    }

    int mark() {
        return index;
    }

    void reset(int mark) {
        index = mark;
    }

    boolean at(String word) {
        return peek().is(word);
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean accept(String word) {
        if (at(word)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(String word) {
        if (!at(word)) {
            throw misfit("'" + word + "' is expected here");
        }
        return next();
    }

    Token expectName() {
        if (!at(Kind.NAME)) {
            throw misfit("a name is expected here");
        }
        return next();
    }

    Misfit misfit(String message) {
        return new Misfit(peek(), message);
    }

    /** Where the token before ended. */
    int lastEnd() {
        return index == 0 ? peek().from() : tokens.get(index - 1).to();
    }

    void enter() {
        if (++depth > DEEPEST) {
            depth--;
            throw misfit("this is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
