/** `npm run bench -- xml`, `-- sign`: measures on this machine, now. Prints figures and judges none: they are of one machine and one moment. */
import process from "node:process";

const BENCHES = { xml: () => import("./bench/xml.mjs"), sign: () => import("./bench/sign.mjs") };

const [name, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(BENCHES, name ?? "") || rest.length > 0) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join(" | ")}\nBuild first: npm run build`);
  process.exit(64);
}
await (await BENCHES[name]()).run();
