/**
 * NemID's operator, played for tests of NemID methods: it issues certificates, signs what its clients would, and runs the
 * revocation and CPR services, and the company register, behind a `fetch`. It reads nothing of the methods it plays against, and is not published.
 */
export { behindTls } from "./behind-tls.js";
export { company, type PlayedRegister, playCompanyRegister, type RegisteredCompany } from "./company-register.js";
export { type AnswerChange, createOperator, type Operator } from "./operator.js";
export { fiftyEmployees, fiftyPeople, type Person } from "./people.js";
export { type PidCpr, playPidCpr } from "./pid-cpr.js";
export { playRidCpr, type RidCpr } from "./rid-cpr.js";
export { stageOf } from "./stage.js";
export { type NemidMethodUnderTest, underTest } from "./under-test.js";
