/** Whose address a request comes from. Forwarding headers count only from proxies the configuration names. */
import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

export type ReadAddress = (request: IncomingMessage) => string;

/** Whether an address is one of our proxies. @param trustedProxies CIDRs or addresses */
export function createProxyCheck(trustedProxies: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [network = "", prefix] = entry.split("/");
    const family = isIPv6(network) ? "ipv6" : "ipv4";
    if (prefix === undefined) trusted.addAddress(network, family);
    else trusted.addSubnet(network, Number(prefix), family);
  }
  return (written) => {
    const address = plain(written);
    return isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? "ipv6" : "ipv4");
  };
}

/** @param trustedProxies CIDRs or addresses */
export function createAddressReader(trustedProxies: readonly string[]): ReadAddress {
  const isTrusted = createProxyCheck(trustedProxies);

  /**
   * From the right: the first address that is no proxy of ours. What stands left of it, anyone may have written; also left of what is no
   * address.
   */
  return (request) => {
    const header = request.headers["x-forwarded-for"];
    const hops = (Array.isArray(header) ? header.join() : (header ?? "")).split(",").reverse();
    let address = plain(request.socket.remoteAddress ?? "");
    for (const hop of hops) {
      const before = isTrusted(address) ? addressIn(hop.trim()) : undefined;
      if (before === undefined) return address;
      address = before;
    }
    return address;
  };
}

const WITH_PORT = /^(?<four>[0-9.]+):[0-9]{1,5}$|^\[(?<six>[0-9A-Fa-f:.]+)\](?::[0-9]{1,5})?$/;

/** Some proxies write a port behind it, and an IPv6 address in brackets then. */
function addressIn(hop: string): string | undefined {
  const { four, six } = WITH_PORT.exec(hop)?.groups ?? {};
  const address = plain(four ?? six ?? hop);
  return isIP(address) === 0 ? undefined : address;
}

/** An IPv4 address as an IPv6 socket spells it. */
function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}
