package com.startynk.sync.catalog.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds and reads declaration files: those on the class path, in folders and in jars, and those of a folder. */
public final class DeclarationFiles {

    private static final String ENDING = ".yaml";

    private DeclarationFiles() {}

    /** Every declaration in any folder of that name on the class path, by name. */
    public static List<DeclarationFile> onClassPath(ClassLoader classPath, String folder, Problems problems) {
        try {
            var files = new ArrayList<DeclarationFile>();
            for (var root : Collections.list(classPath.getResources(folder))) {
                files.addAll(
                        root.openConnection() instanceof JarURLConnection jar
                                ? inJar(jar, folder, problems)
                                : inFolder(pathOf(root), problems));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("the class path's folder " + folder + " cannot be read", e);
        }
    }

    private static Path pathOf(URL folder) throws IOException {
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("not a folder: " + folder, e);
        }
    }

    private static List<DeclarationFile> inJar(JarURLConnection connection, String folder, Problems problems)
            throws IOException {
        // A jar from the cache is shared with the class loader, which would lose it when it is closed here.
        connection.setUseCaches(false);
        var files = new ArrayList<DeclarationFile>();
        try (JarFile jar = connection.getJarFile()) {
            var names = jar.stream().map(JarEntry::getName).sorted().toList();
            for (var name : names) {
                if (name.startsWith(folder + "/")
                        && name.endsWith(ENDING)
                        && name.lastIndexOf('/') == folder.length()) {
                    try (InputStream content = jar.getInputStream(jar.getJarEntry(name))) {
                        add(files, name, content.readAllBytes(), problems);
                    }
                }
            }
        }
        return files;
    }

    /** Every declaration of a folder, by name. Hidden files and folders inside are left alone. */
    public static List<DeclarationFile> inFolder(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(folder.toString(), 0, "there is no such folder");
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            var files = new ArrayList<DeclarationFile>();
            for (var path :
                    entries.filter(DeclarationFiles::isVisibleFile).sorted().toList()) {
                if (path.toString().endsWith(ENDING)) {
                    add(files, path.toString(), Files.readAllBytes(path), problems);
                } else if (path.toString().endsWith(".yml")) {
                    problems.add(path.toString(), 0, "a declaration's file name ends in .yaml");
                }
            }
            return files;
        } catch (IOException e) {
            problems.add(folder.toString(), 0, "cannot be read: " + e);
            return List.of();
        }
    }

    private static boolean isVisibleFile(Path path) {
        return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".");
    }

    private static void add(List<DeclarationFile> files, String name, byte[] content, Problems problems) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            var fileName = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
            files.add(new DeclarationFile(name, fileName.substring(0, fileName.length() - ENDING.length()), text));
        } catch (CharacterCodingException e) {
            problems.add(name, 0, "is not UTF-8");
        }
    }
}
