package com.startynk.sync.query.entity;

/**
 * Expressions over a field of the stored JSON, the same for MySQL and MariaDB. Texts are compared as bytes: what is equal here is
 * equal for clients, whatever the collations.
 */
public final class JsonSql {

    private JsonSql() {}

    public static String text(String field) {
        return "CAST(" + unquoted(field) + " AS BINARY)";
    }

    /**
     * As a text of the database, compared by its rules. MariaDB's JSON_UNQUOTE makes question marks of what lies beyond the basic
     * plane, MySQL's JSON_VALUE has nothing for more than 512 characters, and without its collation that one mixes with no other.
     */
    static String unquoted(String field) {
        return "COALESCE(JSON_VALUE(e.data, " + path(field) + ") COLLATE utf8mb4_bin, " + literal(field) + ")";
    }

    /** Of a boolean, which JSON_VALUE makes a number of in MariaDB. */
    public static String truth(String field) {
        return "CAST(" + literal(field) + " AS BINARY)";
    }

    private static String literal(String field) {
        return "JSON_UNQUOTE(JSON_EXTRACT(e.data, " + path(field) + "))";
    }

    public static String number(String field) {
        return "(JSON_EXTRACT(e.data, " + path(field) + ") + 0e0)";
    }

    /**
     * Whether a list of numbers has one. As doubles, as clients have them: MySQL's JSON_CONTAINS tells larger integers apart. They
     * are counted, since MySQL makes a join of EXISTS that is true of every row.
     */
    public static String containsNumber(String field) {
        return "(SELECT COUNT(*) FROM JSON_TABLE(e.data, " + path(field, "[*]")
                + " COLUMNS (element DOUBLE PATH '$')) elements WHERE elements.element = ?) > 0";
    }

    /** Whether a list has an element; its parameter is the element as JSON. */
    public static String contains(String field) {
        return "JSON_CONTAINS(e.data, ?, " + path(field) + ")";
    }

    /** Field names come from declarations, never from a request; they are letters, digits and underscores all the same. */
    private static String path(String field) {
        return path(field, "");
    }

    private static String path(String field, String within) {
        if (!field.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("no field name: " + field);
        }
        return "'$.\"" + field + "\"" + within + "'";
    }
}
