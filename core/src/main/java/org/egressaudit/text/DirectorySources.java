package org.egressaudit.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files under one folder of the machine.
 *
 * <p>A link is followed only as long as it stays under the folder. Files above the size limit are refused, but may be opened to be read piece
 * by piece.
 */
public final class DirectorySources implements Sources {

    /** Scripts and rule sets of people are far smaller; what is larger is data or a mistake. */
    public static final long USUAL_LIMIT = 64L << 20;

    private final Path root;
    private final Path realRoot;
    private final long limit;

    /**
     * @param root the project's folder
     * @param limit size in bytes above which a file is refused
     * @throws IOException when the folder itself cannot be found
     */
    public DirectorySources(Path root, long limit) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.realRoot = root.toRealPath();
        this.limit = limit;
    }

    /** With {@link #USUAL_LIMIT}. */
    public DirectorySources(Path root) throws IOException {
        this(root, USUAL_LIMIT);
    }

    @Override
    public Content read(String file) {
        try {
            Located located = locate(file);
            if (located.path == null) {
                return located.instead;
            }
            long size = Files.size(located.path);
            if (size > limit) {
                return new Content.Refused("it has " + size + " bytes, more than the " + limit + " that are read");
            }
            byte[] bytes = Files.readAllBytes(located.path);
            Source source = new Source(file, Decoding.decode(bytes));
            return Decoding.looksBinary(bytes)
                    ? new Content.Binary("it is not text (a NUL byte among its first 8000)", source)
                    : new Content.Text(source, Decoding.hasByteOrderMark(bytes));
        } catch (java.nio.file.AccessDeniedException e) {
            return new Content.Refused("it may not be read (permission denied)");
        } catch (IOException | SecurityException e) {
            return new Content.Refused("it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public Optional<Reader> open(String file) {
        try {
            Located located = locate(file);
            return located.path == null ? Optional.empty() : Decoding.open(Files.newInputStream(located.path));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * A regular file of the project, or what there is in its place.
     *
     * @param path with links followed, or null
     */
    private record Located(@Nullable Path path, Content instead) {
        Located(Content instead) {
            this(null, instead);
        }
    }

    private Located locate(String file) throws IOException {
        Path path = resolve(file);
        if (path == null) {
            return new Located(new Content.Refused("it leads out of the project"));
        }
        if (!Files.exists(path)) {
            return new Located(
                    Files.isSymbolicLink(path)
                            ? new Content.Refused("it is a link to nothing")
                            : new Content.Missing());
        }
        Path real = path.toRealPath();
        if (!real.startsWith(realRoot)) {
            return new Located(new Content.Refused("it is a link that leads out of the project"));
        }
        if (Files.isDirectory(real)) {
            return new Located(new Content.Refused("it is a folder"));
        }
        if (!Files.isRegularFile(real)) {
            return new Located(new Content.Refused("it is not a regular file"));
        }
        return new Located(real, new Content.Missing());
    }

    @Override
    public List<String> list(String folder) {
        Path path = resolve(folder);
        if (path == null || kind(folder) != Kind.FOLDER) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException | SecurityException e) {
            return List.of();
        }
    }

    @Override
    public Kind kind(String file) {
        Path path = resolve(file);
        if (path == null) {
            return Kind.REFUSED;
        }
        try {
            if (!Files.exists(path)) {
                return Files.isSymbolicLink(path) ? Kind.REFUSED : Kind.MISSING;
            }
            Path real = path.toRealPath();
            if (!real.startsWith(realRoot)) {
                return Kind.REFUSED;
            }
            return Files.isDirectory(real) ? Kind.FOLDER : Kind.FILE;
        } catch (IOException | SecurityException e) {
            return Kind.REFUSED;
        }
    }

    private @Nullable Path resolve(String file) {
        try {
            Path path = root.resolve(file).normalize();
            return path.startsWith(root) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
