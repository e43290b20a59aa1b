package com.startynk.sync.query.entity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Makes large copies small, as quickly as the JDK can. */
final class Packing {

    /** How a copy that is packed is marked. */
    static final String PACKED = "z";

    private Packing() {}

    static byte[] packed(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var packing = new DeflaterOutputStream(out, deflater)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    static byte[] unpacked(byte[] bytes) {
        var inflater = new Inflater(true);
        try (var unpacking = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
            return unpacking.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }
}
