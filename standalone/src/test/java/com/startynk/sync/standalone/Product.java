package com.startynk.sync.standalone;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The classes of all modules, and the rules that were held against them. */
final class Product {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.startynk.sync");

    private static int rulesThatHeld;

    private Product() {}

    static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
        rulesThatHeld++;
    }

    static int rulesThatHeld() {
        return rulesThatHeld;
    }
}
