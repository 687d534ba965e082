export * from "./errors.js";
export * from "./method.js";
export * from "./national-id.js";
export * from "./outcome.js";
export * from "./request.js";
export * from "./screen.js";
export * from "./services.js";
export * from "./storable.js";
