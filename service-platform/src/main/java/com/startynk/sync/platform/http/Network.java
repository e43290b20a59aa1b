package com.startynk.sync.platform.http;

import java.util.Locale;

/** Whom an address belongs to: with IPv6 a household has as many addresses as it wants, all in one network of 64 bits. */
public final class Network {

    private static final int GROUPS_OF_NETWORK = 4;

    private Network() {}

    /** The address itself, or the network that it is in. */
    public static String of(String address) {
        if (!address.contains(":") || address.contains(".")) {
            return address;
        }
        var zone = address.indexOf('%');
        var groups = expanded(zone < 0 ? address : address.substring(0, zone)).split(":", -1);
        var network = new StringBuilder();
        for (var n = 0; n < Math.min(GROUPS_OF_NETWORK, groups.length); n++) {
            network.append(groups[n].replaceFirst("^0+(?=.)", "")).append(':');
        }
        return network.append(":/64").toString().toLowerCase(Locale.ROOT);
    }

    /** With zeros in place of the two colons that stand for some. */
    private static String expanded(String address) {
        var gap = address.indexOf("::");
        if (gap < 0) {
            return address;
        }
        var before = address.substring(0, gap);
        var after = address.substring(gap + 2);
        var missing = 8 - groups(before) - groups(after);
        var zeros = "0:".repeat(Math.max(missing, 0));
        return (before.isEmpty() ? "" : before + ":") + zeros + after;
    }

    private static int groups(String part) {
        return part.isEmpty() ? 0 : part.split(":", -1).length;
    }
}
