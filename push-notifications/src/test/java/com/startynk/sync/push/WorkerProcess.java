package com.startynk.sync.push;

import com.startynk.sync.platform.ServicePlatformConfiguration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service in a process of its own, which can be killed. It ends when who started it does. */
final class WorkerProcess {

    private WorkerProcess() {}

    /**
     * Starts one.
     *
     * @param log what it prints
     */
    static Process start(Map<String, String> settings, Path log) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName()));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(new File("."))
                .start();
    }

    public static void main(String[] settings) throws IOException {
        new SpringApplicationBuilder(
                        ServicePlatformConfiguration.class, ShippedTypes.class, PushNotificationsConfiguration.class)
                .run(settings);
        while (System.in.read() >= 0) {
            // Nothing is said: the end of the stream is what is waited for.
        }
        System.exit(0);
    }
}
