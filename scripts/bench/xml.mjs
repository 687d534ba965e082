/** Our reader against xml-crypto and xmlsec1 on the same messages, and how many messages a second are judged in full. */
import { createTrust, judgeMessage, offlineRevocation, readMessage } from "../../packages/oces/dist/index.js";
import { findContestants } from "./contestants.mjs";
import { interleave, spreadOf } from "./interleave.mjs";
import { makeMaterial, SIGNED_AT } from "./material.mjs";

const BYTES_A_ROUND = 4 * 1024 * 1024;
const BATCH = 300;
const TARGET = 200;

export async function run() {
  const material = await makeMaterial();
  const contestants = findContestants(material.person);
  try {
    for (const message of material.messages) compare(message, contestants);
  } finally {
    for (const { close } of contestants) close?.();
  }
  await measureBatch(material);
}

function compare({ name, good, bad }, contestants) {
  const times = Math.max(3, Math.min(200, Math.floor(BYTES_A_ROUND / good.length)));
  const present = contestants.filter(({ verify }) => verify);
  for (const { name: who, verify } of present) {
    if (!verify(good, 1) || verify(bad, 1)) throw new Error(`${who} is wrong about ${name}: nothing was measured`);
  }
  console.log(`\n${name}, ${(good.length / 1024).toFixed(0)} KB, ${times} verifications a round`);
  const rounds = interleave(
    present.map(({ name: who, verify }) => () => {
      if (!verify(good, times)) throw new Error(`${who} changed its mind about ${name}`);
    }),
  );
  for (const { name: who, verify } of contestants) {
    console.log(
      `  ${who.padEnd(12)}${verify ? describe(rounds[present.findIndex((each) => each.name === who)], rounds[0], times) : "not measured: it is not installed"}`,
    );
  }
}

function describe(milliseconds, ours, times) {
  const { median } = spreadOf(milliseconds.map((each) => each / times));
  const ratio = spreadOf(milliseconds.map((each, round) => each / ours[round]));
  const figures = `${median.toFixed(3).padStart(9)} ms`;
  if (milliseconds === ours) return figures;
  return `${figures}  ${ratio.median.toFixed(2)} times ours (${ratio.from.toFixed(2)} to ${ratio.to.toFixed(2)})`;
}

/** Reading, chain, validity and revocation by lists, one after the other on one core, the lists read once. */
async function measureBatch({ ca, lists, logIn }) {
  const trust = createTrust({ environment: "test", anchors: [ca.root.pem] });
  const revocation = offlineRevocation({ crls: lists });
  const judgeAll = async () => {
    for (let left = BATCH; left > 0; left--) {
      const { outcome } = await judgeMessage({ message: readMessage(logIn), at: SIGNED_AT, trust, revocation });
      if (outcome !== "valid") throw new Error(`an honest log-in is ${outcome}: nothing was measured`);
    }
  };
  await judgeAll(); // warm
  const rates = [];
  for (let round = 0; round < 7; round++) {
    const { user, system } = process.cpuUsage();
    await judgeAll();
    const spent = process.cpuUsage({ user, system });
    rates.push(BATCH / ((spent.user + spent.system) / 1e6));
  }
  const { median, from, to } = spreadOf(rates);
  console.log(
    `\nin full, with a list of 4,000: ${median.toFixed(0)} a second and core (${from.toFixed(0)} to ${to.toFixed(0)}; target ${TARGET})`,
  );
}
