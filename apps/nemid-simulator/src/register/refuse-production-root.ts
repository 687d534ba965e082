/** Roots that real people's signatures lead to (SHA-256). A simulator that held one would be a forger's tool. */
const PRODUCTION_ROOTS = new Set(["92d8092ee77bc9208f0897dc05271894e63ef27933ae537fb983eef0eae3eec8"]);
const PRODUCTION_NAMES = /^(TRUST2408 OCES (Primary )?CA|TDC OCES CA)/;

/** Throws when the state folder holds a certificate authority of the real NemID. */
export function refuseProductionRoot(
  root: { readonly name: string; readonly sha256: string },
  environment: string,
): void {
  const isReal =
    PRODUCTION_ROOTS.has(root.sha256.toLowerCase()) || PRODUCTION_NAMES.test(root.name) || environment !== "test";
  if (isReal)
    throw new Error("the simulator's state folder holds a production root: the simulator only works under its own");
}
