package org.egressaudit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Packages depend one way. */
class RoomsTest {

    private static final String OURS = "org.egressaudit..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.egressaudit");

    @Test
    void textAndNetImportNothingOfOurs() {
        onlyKnow("org.egressaudit.text..", "org.egressaudit.text..");
        onlyKnow("org.egressaudit.net..", "org.egressaudit.net..");
    }

    @Test
    void demandDnsAndPolicyImportThoseTwoAndNeverEachOther() {
        for (String room : new String[] {"demand", "dns", "policy"}) {
            String own = "org.egressaudit." + room + "..";
            onlyKnow(own, own, "org.egressaudit.text..", "org.egressaudit.net..");
        }
    }

    @Test
    void reviewAndReportTellOfDemandAndPolicy() {
        for (String room : new String[] {"review", "report"}) {
            onlyKnow(
                    "org.egressaudit." + room + "..",
                    "org.egressaudit.review..",
                    "org.egressaudit.report..",
                    "org.egressaudit.demand..",
                    "org.egressaudit.policy..",
                    "org.egressaudit.text..",
                    "org.egressaudit.net..");
        }
    }

    @Test
    void onlyDnsKnowsDnsjava() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.egressaudit.dns..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.xbill.DNS..")
                .check(CLASSES);
    }

    @Test
    void nothingIsRun() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Process")
                .check(CLASSES);
    }

    private static void onlyKnow(String room, String... known) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(OURS)
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(known))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .resideInAPackage(OURS)
                .and()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(CLASSES);
    }
}
