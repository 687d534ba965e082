/** The arrows that are allowed, as drawn in docs/architecture.md. What is not listed is forbidden. */

export const SCOPE = "@eid-gateway/";

/** By layer: which of our packages it may import. A layer is a package, or a kind of package that shares one line. */
const MAY_IMPORT = {
  core: [],
  html: [],
  xmldsig: [],
  "oces-testing": [],
  config: ["core"],
  storage: ["core"],
  testkit: ["core"],
  oces: ["core", "xmldsig"],
  saml: ["core", "xmldsig"],
  signing: ["core", "storage"],
  sdo: ["core", "oces", "xmldsig"],
  nemid: ["core", "oces", "xmldsig"],
  "client-kit": ["xmldsig", "oces", "saml", "sdo"],
  "create-eid-plugin": [],
  "a plug-in": ["core", "nemid"],
  // Not nemid and no plug-in: the gateway knows methods by the contract alone.
  gateway: ["core", "html", "xmldsig", "oces", "config", "storage", "saml", "signing", "sdo"],
  "demo-portal": ["client-kit", "html"],
  // Neither nemid, oces nor xmldsig, here and in oces-testing: two independent readings of one protocol find each other's mistakes.
  "nemid-simulator": ["oces-testing", "html"],
};

/** Beyond that, in tests and devDependencies: makers of certificates, and the checks for authors of methods. */
const MAY_IMPORT_IN_TESTS = {
  "oces-testing": (layer) => !["gateway", "demo-portal", "nemid-simulator"].includes(layer),
  testkit: (layer) => ["a plug-in", "nemid"].includes(layer),
};

/** `undefined`: a package that nobody has given a place yet. */
export function layerOf(folder) {
  if (folder === "e2e") return "e2e";
  const [group, name] = folder.split(/[\\/]/);
  if (group === "plugins") return "a plug-in";
  return Object.hasOwn(MAY_IMPORT, name) ? name : undefined;
}

export function mayDepend(layer, target) {
  return layer === "e2e" || MAY_IMPORT[layer].includes(target.slice(SCOPE.length));
}

export function mayDependInTests(layer, target) {
  return mayDepend(layer, target) || MAY_IMPORT_IN_TESTS[target.slice(SCOPE.length)]?.(layer) === true;
}
