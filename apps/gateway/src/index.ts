/** The gateway as a library: what the command line and whole-flow tests start. */
import "reflect-metadata";

export { createLog, type Log } from "./log.js";
export { type Gateway, type GatewayOptions, openGateway } from "./open-gateway.js";
