package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.egressaudit.report.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of finding has its page in the manual, and the page leads to what shows it. */
class FindingPagesTest {

    private static final Path PAGES = Path.of("../docs/findings");

    @ParameterizedTest
    @EnumSource(Finding.Kind.class)
    void a_page_says_why_and_what_to_do_and_where_it_is_shown(Finding.Kind kind) throws IOException {
        String page = Files.readString(PAGES.resolve(kind.id() + ".md"));
        assertThat(page)
                .startsWith("# " + kind.id() + "\n")
                .contains("**Why it matters.**", "**What to do.**", "**Before**", "**After**");
        var links = Pattern.compile("\\]\\((\\.\\./\\.\\./core/[^)]+)\\)")
                .matcher(page)
                .results()
                .map(link -> PAGES.resolve(link.group(1)))
                .toList();
        assertThat(links).isNotEmpty().allMatch(Files::exists);
    }
}
