/** Filters as writers of PDFs have them, for what is to be unpacked or refused. */

/** LZW, codes growing early (ISO 32000-2 section 7.4.4). */
export function packLzw(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let [bits, count, width] = [0, 0, 9];
  let table = new Map<number, number>(); // by the code of what came before, and the byte after it
  const put = (code: number) => {
    bits = ((bits << width) | code) & 0x7fff_ffff;
    for (count += width; count >= 8; count -= 8) out.push((bits >> (count - 8)) & 0xff);
    bits &= (1 << count) - 1;
  };
  const clear = () => {
    put(256);
    [table, width] = [new Map(), 9];
  };
  clear();
  let last: number | undefined;
  for (const byte of bytes) {
    const longer = last === undefined ? byte : table.get(last * 256 + byte);
    if (longer === undefined) {
      put(last!);
      table.set(last! * 256 + byte, 258 + table.size);
      if (258 + table.size > 4094) clear();
      else width = 32 - Math.clz32(258 + table.size);
    }
    last = longer ?? byte;
  }
  if (last !== undefined) put(last);
  put(257);
  put(0);
  return Buffer.from(out);
}

export function packRuns(zeros: number): Buffer {
  return Buffer.concat([...Array.from({ length: zeros / 128 }, () => Buffer.from([129, 0])), Buffer.from([128])]);
}

export function packAscii85(bytes: Uint8Array): Buffer {
  const text: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const four = Buffer.alloc(4);
    four.set(bytes.subarray(at, at + 4));
    const letters = [];
    for (let value = four.readUInt32BE(), place = 0; place < 5; place++, value = Math.floor(value / 85))
      letters.unshift(String.fromCharCode(33 + (value % 85)));
    const left = Math.min(4, bytes.length - at);
    text.push(left === 4 && four.readUInt32BE() === 0 ? "z" : letters.slice(0, left + 1).join(""));
  }
  return Buffer.from(`${text.join("")}~>`);
}
