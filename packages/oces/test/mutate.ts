/** Damage to a message, drawn from a seed: bytes and whole elements are changed, dropped, doubled, moved and put in. */

type Draw = (below: number) => number;
type Damage = (message: Buffer, draw: Draw) => Buffer;

const INSERTIONS = [
  "<!-- -->",
  "<!DOCTYPE x>",
  "<![CDATA[x]]>",
  "<?x?>",
  "&#0;",
  "&amp;",
  "&x;",
  " Id='ToBeSigned'",
  " xmlns=''",
  " xmlns:ds='urn:x'",
  "<ds:Object/>",
  "\u0000",
  "\ufeff",
  "]]>",
  "logon",
  "=",
] as const;

const DAMAGES: readonly Damage[] = [
  (message, draw) => replace(message, draw(message.length), 1, Buffer.from([draw(256)])),
  (message, draw) => {
    const at = draw(message.length);
    return replace(message, at, 1, Buffer.from([message[at]! ^ (1 << draw(8))]));
  },
  (message, draw) => replace(message, draw(message.length), 1 + draw(40), Buffer.alloc(0)),
  (message, draw) => replace(message, draw(message.length), 0, Buffer.from(INSERTIONS[draw(INSERTIONS.length)]!)),
  (message, draw) => replace(message, draw(message.length), draw(20), pieceOf(message, draw)),
  (message, draw) => replace(message, markupIn(message, draw), 0, elementOf(message, draw)),
  (message, draw) => {
    const element = elementOf(message, draw);
    return replace(message, message.indexOf(element), element.length, Buffer.alloc(0));
  },
  (message, draw) => {
    const element = elementOf(message, draw);
    const without = replace(message, message.indexOf(element), element.length, Buffer.alloc(0));
    return replace(without, markupIn(without, draw), 0, element);
  },
  (message, draw) => {
    const element = elementOf(message, draw);
    return replace(message, message.indexOf(element), element.length, elementOf(message, draw));
  },
  (message, draw) => message.subarray(0, draw(message.length)),
];

/** The same seed does the same damage. @param seed an integer; one to three things are done */
export function mutate(message: Uint8Array, seed: number): Uint8Array {
  const draw = drawFrom(seed);
  let damaged: Buffer = Buffer.from(message);
  for (let left = 1 + draw(3); left > 0 && damaged.length > 0; left--) {
    damaged = DAMAGES[draw(DAMAGES.length)]!(damaged, draw);
  }
  return damaged;
}

function replace(message: Buffer, at: number, length: number, by: Uint8Array): Buffer {
  return Buffer.concat([message.subarray(0, at), by, message.subarray(at + length)]);
}

function pieceOf(message: Buffer, draw: Draw): Buffer {
  const at = draw(message.length);
  return message.subarray(at, at + draw(60));
}

/** Where some tag begins. */
function markupIn(message: Buffer, draw: Draw): number {
  return Math.max(0, message.indexOf("<", draw(message.length)));
}

/** Some element, from its start tag to the next end tag of its name. */
function elementOf(message: Buffer, draw: Draw): Buffer {
  const start = markupIn(message, draw);
  const name = /^<([\w:.-]+)/.exec(message.toString("latin1", start, start + 80))?.[1] ?? "";
  const end = name === "" ? -1 : message.indexOf(`</${name}`, start);
  return message.subarray(start, end < 0 ? message.indexOf(">", start) + 1 : end + name.length + 3);
}

/** Mulberry32: small, and the same everywhere. */
function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}
