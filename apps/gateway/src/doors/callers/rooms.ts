/** The room of this process for what is sent to it: one for customers' servers and for people who supply files. */
import type { IncomingMessage } from "node:http";
import type { Config } from "@eid-gateway/config";
import type { ReadAddress } from "../../web/client-address.js";
import { networkOf } from "./network-of.js";
import { createRoom, createShares, type Room } from "./room.js";

/** Of all bodies that are being received or worked on. */
const ROOM_BYTES = 256 * 1024 * 1024;
/** Orders without documents are small; what is uploaded first needs no room in them. */
const LEAST_SOAP_BYTES = 4 * 1024 * 1024;

export interface Rooms {
  /** For those who have shown who they are. */
  readonly shared: Room;
  /** For everybody else: of the same room no more than a quarter for one address, or one message of the largest size. */
  forCaller(request: IncomingMessage): Room;
  /** The largest SOAP message. */
  readonly soapBytes: number;
}

export function openRooms(customers: Config["customers"], readAddress: ReadAddress): Rooms {
  const shared = createRoom(ROOM_BYTES);
  const soapBytes = largestMessage(customers);
  return { shared, forCaller: shareByAddress(shared, Math.max(ROOM_BYTES / 4, soapBytes), readAddress), soapBytes };
}

/** @param most for one address; of IPv6, for one network, since who has an address has the whole of it */
export function shareByAddress(room: Room, most: number, readAddress: ReadAddress): Rooms["forCaller"] {
  const shares = createShares();
  return (request) => shares(room, networkOf(readAddress(request)), most);
}

/** Whose message it is stands in the message: it may be as large as any service's, its documents in base64. */
function largestMessage(customers: Config["customers"]): number {
  const largest = Math.max(0, ...[...customers.values()].map(({ signing }) => signing?.maxBytes ?? 0));
  return Math.ceil((largest * 4) / 3) + LEAST_SOAP_BYTES;
}
