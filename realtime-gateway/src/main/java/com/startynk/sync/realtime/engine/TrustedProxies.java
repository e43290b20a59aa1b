package com.startynk.sync.realtime.engine;

import io.netty.channel.Channel;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proxies that are believed about who calls. */
final class TrustedProxies {

    private final List<IpSubnetFilterRule> networks;

    /**
     * Believes these and nobody else: whoever reaches a node directly could claim any address.
     *
     * @param networks such as {@code 10.0.0.0/8}
     */
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /**
     * The address of who calls: the nearest one that is no trusted proxy's.
     *
     * @param forwardedFor the values of {@code X-Forwarded-For}, each of which proxies have lengthened at its end
     */
    String callerOf(Channel channel, List<String> forwardedFor) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            return "unknown";
        }
        var caller = peer.getAddress();
        var claimed = claimed(forwardedFor);
        for (var n = claimed.size() - 1; n >= 0 && isTrusted(caller); n--) {
            var next = address(claimed.get(n));
            if (next == null) {
                break;
            }
            caller = next;
        }
        return caller.getHostAddress();
    }

    private static List<String> claimed(List<String> forwardedFor) {
        var claimed = new ArrayList<String>();
        for (var value : forwardedFor) {
            claimed.addAll(List.of(value.split(",", -1)));
        }
        return claimed;
    }

    private static @Nullable InetAddress address(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text.strip());
    }

    private boolean isTrusted(InetAddress address) {
        var any = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(any));
    }
}
