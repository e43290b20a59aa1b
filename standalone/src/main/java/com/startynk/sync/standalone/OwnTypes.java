package com.startynk.sync.standalone;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which types came with a folder of the user's own. */
final class OwnTypes {

    private OwnTypes() {}

    static String told(EntityCatalog catalog, Path folder) {
        var names = names(catalog);
        names.removeAll(names(EntityCatalog.load(null)));
        return names.isEmpty()
                ? "none: there is no .yaml file in " + folder
                : String.join(", ", names) + "   (in " + folder + ")";
    }

    private static Set<String> names(EntityCatalog catalog) {
        return catalog.types().stream().map(EntityType::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
