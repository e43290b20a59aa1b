package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.DeclarationFile;
import com.startynk.sync.catalog.declaration.Problems;
import com.startynk.sync.catalog.declaration.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads declaration files one after the other, and knows at the end whether they fit together. */
final class Declarations {

    private final Problems problems;
    private final Map<String, String> fileByName = new HashMap<>();
    private final Map<String, EntityType> types = new HashMap<>();
    private final List<Runnable> referenceChecks = new ArrayList<>();

    Declarations(Problems problems) {
        this.problems = problems;
    }

    void read(DeclarationFile file) {
        var before = problems.count();
        var declaration = Section.parse(file, problems);
        if (declaration.isEmpty()) {
            return;
        }
        var reader = new EntityTypeReader(declaration.get(), file.baseName(), this::refer);
        var type = reader.read();
        reader.name().ifPresent(name -> claim(name, file, declaration.get()));
        if (problems.count() == before && type.isPresent()) {
            types.put(type.get().name(), type.get());
        }
    }

    private void claim(String name, DeclarationFile file, Section declaration) {
        var other = fileByName.putIfAbsent(name, file.name());
        if (other != null) {
            declaration.problem("name", "there is a type '" + name + "' already, in " + other);
        }
    }

    /** Which types there are is known when all files have been read. */
    private void refer(Section field, String target) {
        referenceChecks.add(() -> {
            if (!fileByName.containsKey(target)) {
                field.problem("references", "there is no entity type '" + target + "' to refer to");
            }
        });
    }

    void checkReferences() {
        referenceChecks.forEach(Runnable::run);
    }

    Map<String, EntityType> types() {
        return types;
    }
}
