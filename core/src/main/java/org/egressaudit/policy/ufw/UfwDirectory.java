package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Reads an exported {@code /etc/ufw}, with {@code /etc/default/ufw} beside it, into what ufw makes of it at boot. */
final class UfwDirectory {

    private final Request request;
    private final String folder;
    private final List<String> files = new ArrayList<>();

    private UfwDirectory(Request request, String folder) {
        this.request = request;
        this.folder = folder;
    }

    static Layer read(Request request) {
        String named = strip(request.named().text());
        boolean isEtc = request.sources().kind(named + "/ufw") == Sources.Kind.FOLDER
                && request.sources().kind(named + "/user.rules") == Sources.Kind.MISSING;
        return new UfwDirectory(request, isEtc ? named + "/ufw" : named).layer();
    }

    private static String strip(String folder) {
        String stripped = folder;
        while (stripped.length() > 1 && stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        return stripped;
    }

    private Layer layer() {
        @Nullable Variables defaults = variables(defaultsFile());
        @Nullable Variables conf = variables(first(List.of(folder + "/ufw.conf")));
        Switch enabled = enabled(conf);
        Switch ipv6 = ipv6(defaults, conf);
        Families families = new Families(enabled, ipv6);
        Policies policies = Policies.of(defaults, conf, request.named().span());
        if (enabled instanceof Switch.Off off) {
            request.note(
                    "ufw-disabled",
                    off.span(),
                    "ufw is not enabled, so its rules stop nothing until `ufw enable`; what other programs load is not"
                            + " in this folder");
        } else {
            policies.tell(request);
        }
        RuleSet v4 = families.of(false, request, asked -> started(false, policies, enabled.span()));
        RuleSet v6 = families.of(true, request, asked -> started(true, policies, ipv6.span()));
        if (!(enabled instanceof Switch.Off)) {
            for (String script : List.of("before.init", "after.init")) {
                Optional<Source> init = source(folder + "/" + script);
                if (init.isPresent()) {
                    v4 = InitScript.unknown(v4, init.get(), request);
                    v6 = InitScript.unknown(v6, init.get(), request);
                }
            }
        }
        return new UfwLayer(files.stream().distinct().toList(), request.evaluation(v4), request.evaluation(v6));
    }

    private RuleSet started(boolean v6, Policies policies, Span place) {
        String number = v6 ? "6" : "";
        return new Startup(
                        v6,
                        place,
                        policies.input(),
                        policies.output(),
                        policies.forward(),
                        framework("before" + number + ".rules", v6),
                        user("user" + number + ".rules"),
                        framework("after" + number + ".rules", v6))
                .run(folder, request.crossing(), request.sets(), request.report());
    }

    private Part framework(String name, boolean v6) {
        String file = folder + "/" + name;
        Optional<Source> source = source(file).filter(text -> !text.text().isBlank());
        if (source.isPresent()) {
            return new Part.Text(source.get());
        }
        if (request.frameworkIsShipped()) {
            Span said = request.settings()
                    .value("framework")
                    .map(Settings.Value::span)
                    .orElseThrow();
            return new Part.Text(Source.of(said, ShippedFramework.text(name.startsWith("before"), v6)));
        }
        return missing(file, name, ", or write `framework: shipped` when it is as the package ships it");
    }

    /** Older versions kept the user's rules outside of /etc. */
    private Part user(String name) {
        String root = parent(parent(folder));
        String file = first(List.of(folder + "/" + name, root + "lib/ufw/" + name, root + "var/lib/ufw/" + name));
        Optional<Source> source = file == null
                ? Optional.empty()
                : source(file).filter(text -> !text.text().isBlank());
        return source.isPresent() ? new Part.Text(source.get()) : missing(folder + "/" + name, name, "");
    }

    private Part missing(String file, String name, String further) {
        boolean there = request.sources().kind(file) == Sources.Kind.FILE;
        String reason = "`" + file + "` is " + (there ? "empty" : "not in the project")
                + ", so what it lets through is not" + " known: hand in the host's /etc/ufw/" + name + further;
        request.warning("ufw-file-missing", request.named().span(), reason);
        return new Part.Unknown(
                name, reason, there ? Span.wholeFile(file) : request.named().span());
    }

    private Switch enabled(@Nullable Variables conf) {
        Span place = request.named().span();
        if (conf == null) {
            String reason =
                    "`" + folder + "/ufw.conf` is not in the project, so whether ufw is enabled is not known: hand"
                            + " in the host's /etc/ufw/ufw.conf";
            request.warning("ufw-file-missing", place, reason);
            return new Switch.Unknown(reason, place);
        }
        Variables.Value value = conf.value("ENABLED").orElse(null);
        if (value == null) {
            // an empty variable of the start script is no `yes`
            return new Switch.Off("", Span.wholeFile(folder + "/ufw.conf"));
        }
        return value.isYes() ? new Switch.On(value.text(), value.span()) : new Switch.Off(value.text(), value.span());
    }

    private Switch ipv6(@Nullable Variables defaults, @Nullable Variables conf) {
        Variables.Value value = Policies.value("IPV6", defaults, conf);
        if (value != null) {
            return value.isYes()
                    ? new Switch.On(value.text(), value.span())
                    : new Switch.Off(value.text(), value.span());
        }
        Span place = request.named().span();
        return defaults == null
                ? new Switch.Unknown(
                        "whether ufw manages IPv6 is not known: hand in the host's /etc/default/ufw", place)
                : new Switch.Off("", place);
    }

    private @Nullable String defaultsFile() {
        Settings.Value said = request.settings().value("defaults").orElse(null);
        if (said != null) {
            if (request.sources().kind(said.text()) == Sources.Kind.MISSING) {
                request.error(
                        "rules-unreadable",
                        said.span(),
                        "`" + said.text() + "` cannot be read: it does not exist in the project");
            }
            return said.text();
        }
        String found = first(List.of(parent(folder) + "default/ufw", folder + "/default/ufw", folder + "/default-ufw"));
        if (found == null) {
            request.warning(
                    "ufw-file-missing",
                    request.named().span(),
                    "`" + parent(folder) + "default/ufw` is not in the project, so the default policies are not known:"
                            + " hand in the host's /etc/default/ufw, or name it as `defaults: FILE`");
        }
        return found;
    }

    private @Nullable Variables variables(@Nullable String file) {
        return file == null
                ? null
                : source(file)
                        .map(text -> Variables.read(text, request.report()))
                        .orElse(null);
    }

    private Optional<Source> source(String file) {
        Optional<Source> source = request.text(file, request.named().span());
        source.ifPresent(text -> files.add(text.file()));
        return source;
    }

    private @Nullable String first(List<String> candidates) {
        return candidates.stream()
                .filter(file -> request.sources().kind(file) == Sources.Kind.FILE)
                .findFirst()
                .orElse(null);
    }

    /** The folder above, with a slash behind it; the empty text above the project's first folders. */
    private static String parent(String folder) {
        String stripped = folder.endsWith("/") ? strip(folder) : folder;
        return stripped.contains("/") ? stripped.substring(0, stripped.lastIndexOf('/') + 1) : "";
    }
}
