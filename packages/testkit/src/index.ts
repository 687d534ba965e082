/**
 * For authors of eID methods: a suite that checks a method against the contract, and fakes to test the rest with.
 *
 *   describeMethod({ method, settings, config, refuses: {...}, now, stage })     in a vitest file
 *   describePlugin({ folder, register, meanings, screens })                      and the package around it
 *
 * `checks/` is the contract rule by rule; `trial/` opens the method among fakes and walks flows through it, sealing the state
 * between steps and breaking the other side's answers; a `Complaint` says what an author has to mend.
 */
export type { Check } from "./checks/check.js";
export { checks } from "./checks/index.js";
export { Complaint } from "./complaint.js";
export { describeMethod } from "./describe-method.js";
export { describePlugin, type PluginUnderTest } from "./describe-plugin.js";
export { type FixedClock, fixedClock } from "./fakes/clock.js";
export { fakeCredential } from "./fakes/credential.js";
export { type FakeDocument, fakeDocument } from "./fakes/document.js";
export { type RecordingLog, recordingLog } from "./fakes/log.js";
export { type FakeServicesOptions, fakeServices } from "./fakes/services.js";
export { type MemoryStore, memoryStore } from "./fakes/store.js";
export type { MethodUnderTest, Refused, RefusedSetUp, Stage } from "./method-under-test.js";
export { fillTables, markdownTable, operatorTables } from "./operator-tables.js";
export { renderScreen } from "./render.js";
