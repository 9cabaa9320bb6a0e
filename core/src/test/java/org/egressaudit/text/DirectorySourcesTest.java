package org.egressaudit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.egressaudit.text.Sources.Content;
import org.egressaudit.text.Sources.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourcesTest {

    private final Path folder;
    private final Path project;

    DirectorySourcesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        project = folder.resolve("project");
        Files.createDirectories(project.resolve("scripts"));
        Files.writeString(folder.resolve("outside.sh"), "curl https://outside.example\n");
        Files.writeString(project.resolve("scripts/a.sh"), "true\n");
    }

    @Test
    void readsWhatLiesInside() throws IOException {
        assertThat(read("scripts/a.sh"))
                .isInstanceOfSatisfying(
                        Content.Text.class,
                        text -> assertThat(text.source().text()).isEqualTo("true\n"));
        assertThat(new DirectorySources(project).list("scripts")).containsExactly("a.sh");
    }

    @Test
    void aLinkInsideIsFollowedAndOneThatLeadsOutIsRefused() throws IOException {
        Files.createSymbolicLink(project.resolve("inside"), Path.of("scripts/a.sh"));
        Files.createSymbolicLink(project.resolve("out"), folder.resolve("outside.sh"));
        Files.createSymbolicLink(project.resolve("up"), folder);
        Files.createSymbolicLink(project.resolve("loop"), Path.of("loop"));
        assertThat(read("inside")).isInstanceOf(Content.Text.class);
        assertThat(read("out")).isEqualTo(new Content.Refused("it is a link that leads out of the project"));
        assertThat(read("up/outside.sh")).isInstanceOf(Content.Refused.class);
        assertThat(read("loop")).isInstanceOf(Content.Refused.class);
        assertThat(new DirectorySources(project).list("up")).isEmpty();
        assertThat(new DirectorySources(project).kind("out")).isEqualTo(Kind.REFUSED);
    }

    @Test
    void aNameThatLeadsOutIsRefused() throws IOException {
        assertThat(read("../outside.sh")).isEqualTo(new Content.Refused("it leads out of the project"));
        assertThat(read("/etc/passwd")).isEqualTo(new Content.Refused("it leads out of the project"));
        assertThat(read("a\0b")).isInstanceOf(Content.Refused.class);
    }

    @Test
    void whatIsNoTextIsSaidSo() throws IOException {
        Files.write(project.resolve("program"), new byte[] {0x7f, 'E', 'L', 'F', 0, 1});
        assertThat(read("program")).isInstanceOf(Content.Binary.class);
        assertThat(read("scripts")).isEqualTo(new Content.Refused("it is a folder"));
        assertThat(read("nothing")).isEqualTo(new Content.Missing());
        assertThat(new DirectorySources(project, 3).read("scripts/a.sh"))
                .isEqualTo(new Content.Refused("it has 5 bytes, more than the 3 that are read"));
    }

    private Content read(String file) throws IOException {
        return new DirectorySources(project).read(file);
    }
}
