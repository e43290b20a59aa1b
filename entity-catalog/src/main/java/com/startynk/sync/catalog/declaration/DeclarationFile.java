package com.startynk.sync.catalog.declaration;

/**
 * A file that declares one entity type.
 *
 * @param name as problems name it
 * @param baseName the file's name without folder and ending
 */
public record DeclarationFile(String name, String baseName, String text) {}
