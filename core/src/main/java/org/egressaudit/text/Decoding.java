package org.egressaudit.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes to text, by looking at them.
 *
 * <p>A byte order mark decides; without one, UTF-8 when the bytes are valid UTF-8, else ISO-8859-1, which every byte
 * has. UTF-16 exports are common: PowerShell 5 writes them with {@code >}.
 */
public final class Decoding {

    /** How many bytes are looked at for a NUL. */
    private static final int SAMPLE = 8000;

    private Decoding() {}

    /** The text; never fails. */
    public static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return text(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return text(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return text(bytes, 2, StandardCharsets.UTF_16BE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return text(bytes, 0, StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether the bytes begin with a byte order mark. */
    public static boolean hasByteOrderMark(byte[] bytes) {
        return startsWith(bytes, 0xEF, 0xBB, 0xBF) || startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
    }

    /**
     * Whether the bytes look like a program or an archive rather than text: a NUL among the first 8,000, as git judges,
     * unless a byte order mark says UTF-16.
     */
    public static boolean looksBinary(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return false;
        }
        for (int i = 0; i < Math.min(bytes.length, SAMPLE); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The characters of a stream, by its byte order mark, else as UTF-8; what is no UTF-8 becomes U+FFFD, for nobody can
     * look at all of it first. Empty, and closed, when it looks binary.
     */
    static Optional<Reader> open(InputStream bytes) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(bytes, SAMPLE);
        byte[] first = stream.readNBytes(SAMPLE);
        if (looksBinary(first)) {
            stream.close();
            return Optional.empty();
        }
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
        } else if (startsWith(first, 0xFF, 0xFE) || startsWith(first, 0xFE, 0xFF)) {
            charset = first[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            mark = 2;
        }
        stream.unread(first, mark, first.length - mark);
        return Optional.of(new InputStreamReader(stream, charset));
    }

    private static String text(byte[] bytes, int from, Charset charset) {
        return new String(bytes, from, bytes.length - from, charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
