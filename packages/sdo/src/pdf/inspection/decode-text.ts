/** The filters that write bytes in letters (ISO 32000-2 sections 7.4.2 and 7.4.3): as far as a lenient reader would read on. */
const [FIRST, LAST, ZEROS, END, HEX_END] = ["!", "u", "z", "~", ">"].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

/** Four bytes of five letters, or of one z. What is no letter of it counts for nothing. */
export function decodeAscii85(bytes: Uint8Array): Uint8Array {
  const zeros = bytes.reduce((count, letter) => (letter === ZEROS ? count + 1 : count), 0);
  const out = new Uint8Array(4 * zeros + bytes.length);
  let [at, value, letters] = [0, 0, 0];
  const put = (count: number) => {
    for (let byte = 0; byte < count; byte++) out[at++] = (value / 256 ** (3 - byte)) & 0xff;
    [value, letters] = [0, 0];
  };
  for (const letter of bytes) {
    if (letter === END) break;
    if (letter === ZEROS && letters === 0) put(4);
    else if (letter >= FIRST && letter <= LAST) {
      value = value * 85 + letter - FIRST;
      if (++letters === 5) put(4);
    }
  }
  if (letters > 1) {
    const left = letters - 1;
    for (; letters < 5; letters++) value = value * 85 + 84;
    put(left);
  }
  return out.subarray(0, at);
}

export function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(HEX_END);
  const text = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString("latin1");
  const digits = text.replace(/[^0-9A-Fa-f]/g, "");
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, "hex");
}
