package org.egressaudit.demand.script.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.demand.script.scan.Calls;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings in an INI file, however a program asks for them. */
class PythonSettingsTest {

    private static final String SETTINGS = """
            [DEFAULT]
            port = 389

            [Directory]
            Host = ldap.example.com
            ssl = false
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect(c.get('Directory', 'host'), c.getint('Directory', 'PORT'))",
                "connect(c['Directory']['Host'], c['Directory']['port'])",
                "s = c['Directory']\nconnect(s.get('Host', 'localhost'), s.getint('Port', 636))",
                "s = c['Directory']\nconnect(s.get('host'), s.getint('port', fallback=636))",
                "s = dict(c.items('Directory'))\nconnect(s['host'], s['port'])",
                "s = c._sections['Directory']\nconnect(s['host'], s['port'])",
            })
    void givesTheSame(String lines) {
        assertThat(told(lines)).isEqualTo(List.of("directory.connect(ldap.example.com, 389)"));
    }

    @Test
    void aMappingThatOnlyTheRunWillKnowMayHoldAnyArgument() {
        assertThat(told("import os, json\nconnect(**json.load(open('missing.json')))"))
                .isEqualTo(List.of("directory.connect(**=<**...>)"));
    }

    @Test
    void aMappingThatOnlyTheRunWillKnowMayReplaceWhatIsUsual() {
        assertThat(told("import json\nd = {'host': 'localhost'}\nd.update(json.load(open('missing.json')))\n"
                        + "connect(d['host'])"))
                .singleElement()
                .asString()
                .contains("localhost", "<['host']>");
    }

    private static List<String> told(String lines) {
        FakeExecution target = new FakeExecution().with("/opt/jobs/job.ini", SETTINGS);
        new Reading(new PythonReader(), target)
                .read(
                        "/opt/jobs/job.py",
                        "import configparser\nfrom directory import connect\nc = configparser.ConfigParser()\n"
                                + "c.read('job.ini')\n" + lines + "\n");
        return Calls.of(target.calls()).stream()
                .filter(call -> call.startsWith("directory."))
                .toList();
    }
}
