package org.egressaudit.demand.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls go into a library of which nothing is known. */
class UnknownLibraryTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(quoteCharacter = '"', textBlock = """
        # language,  function,                              library told of
        python,      mylib.Client.fetch,                    module mylib
        python,      mylib.sub.thing,                       module mylib
        python,      azure.mgmt.quantum.Client,             module azure.mgmt.quantum
        python,      google.cloud.nothing.Client,           module google.cloud.nothing
        python,      google.cloud.storage.Blob,
        python,      requests.exceptions.Timeout,
        python,      os.path.join,
        python,      numpy.array,
        python,      sorted,
        python,      ?.get,
        perl,        My::Thing->run,                        module My::Thing
        perl,        My::Thing::run,                        module My::Thing
        perl,        Net::Nothing->new->get,                module Net::Nothing
        perl,        Net::FTP->quit,
        perl,        LWP::UserAgent->get->content,
        perl,        DateTime::Format::ISO8601->new,
        perl,        HTTP::Request->new,
        perl,        do_it,
        perl,        ?->run,
        php,         Client,                                class Client
        php,         Client->run,                           class Client
        php,         \\Acme\\Client->run,                   class Acme\\Client
        php,         Symfony\\Component\\Unheard\\Of,       class Symfony\\Component\\Unheard\\Of
        php,         Symfony\\Component\\Yaml\\Yaml::parse,
        php,         GuzzleHttp\\Exception\\RequestException,
        php,         DateTime->format,
        php,         do_it,
        ruby,        Acme::Client.new.get,                  library Acme::Client
        ruby,        Google::Apis::NothingV1.new,           library Google::Apis::NothingV1
        ruby,        Net::HTTP::Post.new,
        ruby,        Nokogiri::HTML.parse,
        ruby,        File.read,
        ruby,        do_it,
        javascript,  mylib.run,                             package mylib
        javascript,  mylib,                                 package mylib
        javascript,  @acme.client.Client.send,              package @acme/client
        javascript,  @xmldom.xmldom.DOMParser,
        javascript,  cheerio.load.html,
        javascript,  fetch.json,
        javascript,  JSON.parse,
        javascript,  ./lib/t.run,
        """)
    void isToldOf(String language, String function, String library) {
        Span here = new Span("job", 1, 1, 1, 2);
        Situation situation = new Situation(Map.of(), null, null, false, List.of(), null);
        Invocation call = new Invocation(
                language,
                function.replace("\\\\", "\\"),
                List.of(),
                null,
                null,
                Invocation.Output.INHERITED,
                here,
                here,
                situation);
        assertThat(Toolbox.builtin()
                        .unknownLibrary(call)
                        .map(each -> each.noun() + " " + each.name())
                        .orElse(null))
                .isEqualTo(library == null ? null : library.replace("\\\\", "\\"));
    }
}
