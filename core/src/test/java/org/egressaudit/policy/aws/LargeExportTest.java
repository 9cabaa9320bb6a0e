package org.egressaudit.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.JsonTree;
import org.junit.jupiter.api.Test;

/** An export is read element by element: what is not asked for takes no memory, however much of it there is. */
class LargeExportTest {

    @Test
    void elements_are_handed_over_and_not_kept() {
        int[] met = {0};
        Parsed<?> rest = JsonTree.read(
                new Source(
                        "in.json", "{\"Groups\": [{\"a\": [1, 2]}, 3], \"NextToken\": \"x\", \"More\": {\"In\": [4]}}"),
                (key, element) -> {
                    assertThat(key).isEqualTo("Groups");
                    met[0]++;
                });
        assertThat(met[0]).isEqualTo(2);
        assertThat(rest.value().toString()).contains("NextToken", "In", "4").doesNotContain("value=2");
    }

    @Test
    void six_million_values_are_no_trouble() {
        String address = "{\"Tags\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]},";
        String text = "{\"NetworkInterfaces\": [" + address.repeat(280_000) + "{}],"
                + "\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"IpPermissionsEgress\": []}]}";
        Parsed<AwsWorld> world = AwsReader.read(List.of(new Source("export.json", text)));
        assertThat(world.diagnostics()).isEmpty();
        assertThat(world.value().groups()).containsOnlyKeys("sg-1");
    }
}
