/**
 * Addresses that customers give us to call or to send people to. They must lead out: an address of our own network, in whatever
 * spelling, would make the gateway a customer's hand inside it (SSRF). The URL parser has already turned 0x7f.1, 2130706433 and
 * [::ffff:7f00:1] into their plain forms. Names that resolve to the inside are found when the call is made.
 */
import { BlockList, isIP } from "node:net";

export interface AddressPolicy {
  /** Hosts that are allowed, and no others: "example.dk", or "*.example.dk" for those below it. Absent: all that lead out. */
  readonly hosts?: readonly string[];
  /** In test environments: localhost, 127.0.0.0/8 and ::1. */
  readonly allowLoopback?: boolean;
}

const MOST_CHARACTERS = 2048;
/** Besides the usual two, only those no system service listens on. */
const WELL_KNOWN_PORTS = 1024;
const INSIDE_NAMES = [
  /^localhost$/,
  /\.localhost$/,
  /\.local$/,
  /\.internal$/,
  /\.intranet$/,
  /\.home\.arpa$/,
  /\.lan$/,
];

/** @returns why the address is not taken; `undefined` when it is */
export function refuseAddress(address: string, policy: AddressPolicy): string | undefined {
  if (address.length > MOST_CHARACTERS) return `it is longer than ${MOST_CHARACTERS} characters`;
  if (!URL.canParse(address)) return "it is no address";
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "it is neither http nor https";
  if (url.username !== "" || url.password !== "") return "it holds a user name or a password";
  return refuseHost(url, policy) ?? refusePort(url);
}

function refuseHost({ hostname }: URL, { hosts, allowLoopback = false }: AddressPolicy): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (allowLoopback && isLoopback(host)) return undefined;
  const inside = isIP(host) ? isInsideAddress(host) : isInsideName(host);
  if (inside) return "it points inside: to this machine, a private network, or one for special use";
  if (hosts && !hosts.some((allowed) => fits(host, allowed))) return "its host is not among those of the service";
  return undefined;
}

function refusePort({ port }: URL): string | undefined {
  if (port === "" || port === "80" || port === "443" || Number(port) >= WELL_KNOWN_PORTS) return undefined;
  return "its port is that of a system service";
}

/** A name without a dot is one of the own network. */
function isInsideName(host: string): boolean {
  return !host.includes(".") || INSIDE_NAMES.some((name) => name.test(host));
}

function fits(host: string, allowed: string): boolean {
  return allowed.startsWith("*.") ? host.endsWith(allowed.slice(1)) : host === allowed;
}

function isLoopback(host: string): boolean {
  const family = familyOf(host);
  return family ? LOOPBACK.check(host, family) : host === "localhost" || host.endsWith(".localhost");
}

/** That an IP address is not one of the open internet. For who resolves a name before calling it. */
export function isInsideAddress(ip: string): boolean {
  const family = familyOf(ip);
  if (!family) return true;
  return family === "ipv4" ? INSIDE.check(ip, family) : !GLOBAL_UNICAST.check(ip, family) || INSIDE.check(ip, family);
}

function familyOf(ip: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(ip);
  return version === 0 ? undefined : version === 4 ? "ipv4" : "ipv6";
}

const LOOPBACK = blockList([["127.0.0.0", 8]], [["::1", 128]]);

/** IANA's registries of special-purpose addresses (RFC 6890 and later). */
const INSIDE = blockList(
  [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10], // shared by carriers; some clouds' metadata
    ["127.0.0.0", 8],
    ["169.254.0.0", 16], // link-local; clouds' metadata
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ],
  [
    ["2001::", 23], // protocol assignments, Teredo among them
    ["2001:db8::", 32],
    ["2002::", 16], // 6to4: an IPv4 address, of any kind, inside
    ["3fff::", 20],
  ],
);
/** Of IPv6 only this is routed at large: loopback, mapped, local and multicast addresses all lie outside it. */
const GLOBAL_UNICAST = blockList([], [["2000::", 3]]);

type Subnet = readonly [network: string, prefix: number];

function blockList(four: readonly Subnet[], six: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of four) list.addSubnet(network, prefix, "ipv4");
  for (const [network, prefix] of six) list.addSubnet(network, prefix, "ipv6");
  return list;
}
