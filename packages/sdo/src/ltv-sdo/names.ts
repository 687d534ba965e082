/** Of our own: the byte format of the hub whose local names these are was never published (docs/decisions). */
export const LTV_SDO = "urn:eid-gateway:ltv-sdo:1";
export const ROOT_ID = "ltv-sdo";
export const VERSION = "1.0";
export const ROOT_PATH = "/LtvSdo[1]";
export const SEAL_PATH = "/LtvSdo[1]/Signature[1]";
