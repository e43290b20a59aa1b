package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.DeclarationFiles;
import com.startynk.sync.catalog.declaration.Problems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All entity types of an installation. Immutable. */
public final class EntityCatalog {

    /** Where declarations lie on the class path. */
    private static final String CLASS_PATH_FOLDER = "entity-types";

    private final Map<String, EntityType> types;

    private EntityCatalog(Map<String, EntityType> types) {
        this.types = Collections.unmodifiableMap(new TreeMap<>(types));
    }

    /**
     * Reads the types that ship and, if there is one, a folder of the user's own.
     *
     * @throws CatalogException naming all that is wrong with the declarations
     */
    public static EntityCatalog load(@Nullable Path ownTypes) {
        return load(ownTypes, EntityCatalog.class.getClassLoader());
    }

    static EntityCatalog load(@Nullable Path ownTypes, ClassLoader classPath) {
        var problems = new Problems();
        var declarations = new Declarations(problems);
        DeclarationFiles.onClassPath(classPath, CLASS_PATH_FOLDER, problems).forEach(declarations::read);
        if (ownTypes != null) {
            DeclarationFiles.inFolder(ownTypes, problems).forEach(declarations::read);
        }
        declarations.checkReferences();
        if (problems.any()) {
            throw new CatalogException(problems.all());
        }
        return new EntityCatalog(declarations.types());
    }

    public Optional<EntityType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Of all types, sorted. */
    public Set<String> names() {
        return types.keySet();
    }

    /** Sorted by name. */
    public Collection<EntityType> types() {
        return types.values();
    }
}
