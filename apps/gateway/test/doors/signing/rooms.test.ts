import { type ClientRequest, request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { networkOf } from "../../../src/doors/callers/network-of.js";
import { createRoom, createShares } from "../../../src/doors/callers/room.js";
import { openRooms } from "../../../src/doors/callers/rooms.js";
import { DOCUMENT_SERVICE } from "../../../src/doors/documentservice/document-service.js";
import { envelope, post, request } from "./call.js";
import { type Doors, PASSWORD, startDoors } from "./start-doors.js";

const ATTACKER = { "x-test-address": "198.51.100.7" };
const CUSTOMER = { "x-test-address": "192.0.2.1" };
const ASK = envelope(request("getRequest", `<request-id>none</request-id>`));
/** A share holds three halves of a message, and not one of ours more. */
const HALF = 1_000;
const SHARE = 3 * HALF + ASK.length - 1;

let doors: Doors;
let open: ClientRequest[];
beforeEach(async () => {
  open = [];
  doors = await startDoors({ room: 4 * SHARE, share: SHARE, maxBytes: 2 * HALF });
});
afterEach(async () => {
  for (const one of open) one.destroy();
  await doors.stop();
});

/** A message of which one half comes, and the other never. */
function sendHalf(headers: Record<string, string>): ClientRequest {
  const sent = httpRequest(doors.url + DOCUMENT_SERVICE.path, {
    method: "POST",
    headers: { "content-type": "text/xml", "content-length": 2 * HALF, ...headers },
  });
  sent.on("error", () => undefined); // it is cut in the end
  sent.write(" ".repeat(HALF));
  open.push(sent);
  return sent;
}

async function expectFull(headers: Record<string, string>): Promise<void> {
  await vi.waitFor(async () => expect((await post(doors.url, ASK, headers)).fault?.code).toBe("unavailable"));
}
async function expectAnswered(headers: Record<string, string>): Promise<void> {
  await vi.waitFor(async () => expect((await post(doors.url, ASK, headers)).status).toBe(200));
}

describe("who sends messages without an end", () => {
  it("fills a share of the room: it is told to come again, and everybody else is answered", async () => {
    for (let sent = 0; sent < 3; sent++) sendHalf(ATTACKER);
    await expectFull(ATTACKER);
    expect((await post(doors.url, ASK, CUSTOMER)).status).toBe(200);
    const upload = await fetch(`${doors.url}/doc/demo/sds`, {
      method: "POST",
      headers: {
        ...ATTACKER,
        authorization: `Basic ${Buffer.from(`demo:${PASSWORD}`).toString("base64")}`,
        "content-type": "text/plain",
      },
      body: "who has shown who they are has the whole room",
    });
    expect(upload.status).toBe(201);
  });

  it("has one share, by whichever address of its network", async () => {
    for (let sent = 1; sent <= 3; sent++) sendHalf({ "x-test-address": `2001:db8:0:1::${sent}` });
    await expectFull({ "x-test-address": "2001:db8:0:1:ffff::9" });
    expect((await post(doors.url, ASK, { "x-test-address": "2001:db8:0:2::1" })).status).toBe(200);
  });

  it("has its share back when it goes away", async () => {
    for (let sent = 0; sent < 3; sent++) sendHalf(ATTACKER);
    await expectFull(ATTACKER);
    open[0]!.destroy();
    await expectAnswered(ATTACKER);
  });

  it("has it back when it sends too much, and when it sends no message", async () => {
    for (let sent = 0; sent < 20; sent++) await post(doors.url, "x".repeat(HALF), ATTACKER);
    for (let sent = 0; sent < 20; sent++) await post(doors.url, "x".repeat(3 * HALF), ATTACKER);
    expect((await post(doors.url, ASK, ATTACKER)).status).toBe(200);
  });
});

describe("a share", () => {
  it("is bounded, and so is the room", () => {
    const room = createRoom(10);
    const shares = createShares();
    const [anna, bo, carl] = ["anna", "bo", "carl"].map((who) => shares(room, who, 4));
    expect([anna!.take(5), anna!.take(4), anna!.take(1)]).toEqual([false, true, false]);
    expect([bo!.take(4), carl!.take(4), carl!.take(2)]).toEqual([true, false, true]);
    anna!.give(4);
    expect([carl!.take(2), bo!.take(1), anna!.take(2)]).toEqual([true, false, true]);
    expect(room.take(1)).toBe(false);
  });

  it("is the same one however often it is asked for", () => {
    const [room, shares] = [createRoom(10), createShares()];
    expect(shares(room, "anna", 4).take(3)).toBe(true);
    expect(shares(room, "anna", 4).take(2)).toBe(false);
    shares(room, "anna", 4).give(3);
    expect(shares(room, "anna", 4).take(4)).toBe(true);
  });

  it("of an address has place for the largest message that any service may send", () => {
    const megabyte = 1024 * 1024;
    const shareOf = (maxBytes: number) => {
      const customers = new Map([["demo", { signing: { maxBytes } } as never]]);
      const rooms = openRooms(customers, () => "192.0.2.1");
      const room = rooms.forCaller({} as never);
      return { rooms, largest: room.take(rooms.soapBytes), more: room.take(64 * megabyte) };
    };
    expect(shareOf(20 * megabyte)).toMatchObject({ largest: true, more: false });
    expect(shareOf(50 * megabyte)).toMatchObject({ largest: true, more: false });
  });
});

describe("a network", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:0:1::1", "2001:db8:0:1"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["::1", "0:0:0:0"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
