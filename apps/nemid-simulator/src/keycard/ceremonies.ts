/**
 * The log-in with user-id, password and key card, as a conversation. The iframe and the headless client both hold it.
 *
 *   begin ── parameters refused ──────────────────────────> end (APP, SRV)
 *     │
 *     └─> [[fetch-document] ─> sign-text] ─> log-in ─> [activate] ─> key-card ─> [choose-identity] ─> signed ─> end (the response)
 *                                               │ ^                     │ ^
 *                                               └─┘ wrong               └─┘ wrong, too often ──> end (LOCK)
 *     a document that cannot be had or shown (APP002) ─────> end
 *     at any time: cancel (CAN002, or CAN001 from activate), time-out (CAN003) ──> end
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Identities } from "../register/identities.js";
import type { Identity } from "../register/identity.js";
import { tellCardChanges } from "../register/key-card.js";
import type { Merchants } from "../register/merchants.js";
import type { UseLog } from "../register/use-log.js";
import type { ReadingDesk } from "../sign-text/reading-desk.js";
import { isAsPromised } from "../sign-text/remote-document.js";
import { isRemote, type SignText } from "../sign-text/sign-text.js";
import { digestOf } from "../sign-text/signed-document.js";
import type { ActivateUser } from "./activate-user.js";
import type { ActiveScenarios } from "./active-scenarios.js";
import { checkParameters, isFault } from "./check-parameters.js";
import type { AskedCode, CheckUser } from "./check-user.js";
import type { ClientRequest } from "./client-request.js";
import {
  type Act,
  type Activation,
  type End,
  endWithCode,
  type LogIn,
  type Opening,
  type Problem,
  type Screen,
  type Turn,
} from "./conversation.js";
import type { RememberedUsers } from "./remember-user-id.js";
import type { Respond } from "./respond.js";
import { stateOf } from "./response-properties.js";

export interface Ceremonies {
  begin(opening: Opening): Promise<Turn>;
  /** A ceremony that is over, forgotten or unknown ends with SRV006. */
  act(id: string, act: Act): Promise<Turn>;
  /** Ends without a message, as when the user closes the window. */
  drop(id: string): void;
}

export interface CeremoniesOptions {
  readonly merchants: Pick<Merchants, "findEnrolment">;
  readonly identities: Pick<Identities, "signaturesOf">;
  readonly checkUser: CheckUser;
  readonly activateUser: ActivateUser;
  readonly useLog: Pick<UseLog, "record">;
  readonly desk: ReadingDesk;
  readonly scenarios: ActiveScenarios;
  readonly remembered: RememberedUsers;
  readonly respond: Respond;
  readonly clock: { now(): Date };
  readonly log: Logger;
  /** After this time without an act the session is forgotten. */
  readonly sessionMs: number;
  wait(ms: number): Promise<void>;
}

interface Ceremony {
  readonly id: string;
  readonly request: ClientRequest;
  touched: number;
  screen: Screen;
  signText?: SignText;
  user?: Identity;
  asked?: AskedCode;
  userIdToRemember?: string;
}

export function openCeremonies(options: CeremoniesOptions): Ceremonies {
  const { merchants, identities, checkUser, activateUser, useLog, scenarios } = options;
  const { desk, remembered, respond, clock, log, sessionMs, wait } = options;
  const open = new Map<string, Ceremony>();
  const latestAsked = new Map<string, string>(); // NemID number -> the ceremony with the newest code prompt
  const now = () => clock.now().getTime();

  async function begin({ parameters, origin, mode }: Opening): Promise<Turn> {
    forgetIdle();
    const checked = checkParameters(parameters, { origin, mode, now: now(), findEnrolment: merchants.findEnrolment });
    if (isFault(checked)) {
      log.warn({ code: checked.code, why: checked.why }, "parameters refused");
      return { end: endWithCode(checked.code) };
    }
    const ceremony: Ceremony = { id: randomUUID(), request: checked, touched: now(), screen: logInScreen(checked) };
    open.set(ceremony.id, ceremony);
    const { document } = checked;
    if (!document) return show(ceremony, ceremony.screen);
    return isRemote(document)
      ? show(ceremony, { name: "fetch-document", uri: document.uri })
      : layOut(ceremony, document);
  }
  async function layOut(ceremony: Ceremony, signText: SignText): Promise<Turn> {
    const prepared = await desk.prepare(signText, ceremony.request.language);
    if (!("readable" in prepared)) return refuseDocument(ceremony, `breaks ${prepared.findings.length} rules`);
    ceremony.signText = signText;
    return show(ceremony, { name: "sign-text", readable: prepared.readable });
  }
  /** The browser may have fetched anything: what is signed is what the hash names. */
  async function takeDocument(ceremony: Ceremony, bytes: Uint8Array | undefined): Promise<Turn> {
    const { document } = ceremony.request;
    if (!bytes || !document || !isRemote(document)) return refuseDocument(ceremony, "cannot be fetched");
    if (!isAsPromised(document, bytes)) return refuseDocument(ceremony, "has another hash");
    return layOut(ceremony, { format: "pdf", bytes, monospace: false });
  }
  function refuseDocument(ceremony: Ceremony, why: string): Turn {
    log.warn({ code: "APP002", why: `the document ${why}` }, "sign text refused");
    return end(ceremony, "APP002");
  }
  function logInScreen({ remember, merchant }: ClientRequest): Screen {
    const userId = remember && remembered.open(remember.token, merchant.spid);
    return { name: "log-in", userId: userId ?? "", remember: remember?.ticked };
  }

  async function act(id: string, act: Act): Promise<Turn> {
    forgetIdle();
    const ceremony = open.get(id);
    if (!ceremony) return { end: endWithCode("SRV006") };
    ceremony.touched = now();
    const { name } = ceremony.screen;
    if (act.act === "cancel") return cancel(ceremony);
    if (act.act === "time-out") return end(ceremony, "CAN003");
    if (act.act === "fetched" && name === "fetch-document") return takeDocument(ceremony, act.document);
    if (act.act === "unshowable" && name === "sign-text") return refuseDocument(ceremony, "cannot be shown");
    if (act.act === "read" && name === "sign-text") return show(ceremony, logInScreen(ceremony.request));
    if (act.act === "log-in" && name === "log-in") return logIn(ceremony, act);
    if (act.act === "activate" && name === "activate") return activate(ceremony, act);
    if (act.act === "key-card" && name === "key-card") return enterCode(ceremony, act.code.trim());
    if (act.act === "choose-identity" && name === "choose-identity") return chooseIdentity(ceremony, act.alias);
    return show(ceremony, ceremony.screen);
  }

  function cancel(ceremony: Ceremony): Turn {
    if (ceremony.screen.name !== "activate" || !ceremony.user) return end(ceremony, "CAN002");
    activateUser.cancel(ceremony.user);
    return end(ceremony, "CAN001");
  }

  async function logIn(ceremony: Ceremony, { userId, password, remember, certificate }: LogIn): Promise<Turn> {
    const { mode } = ceremony.request;
    const offered = ceremony.request.remember && remember;
    const again = (problem: Problem) => show(ceremony, { name: "log-in", userId, remember: offered, problem });
    if (userId.trim() === "" || password === "") return again("login-missing");
    const tried = checkUser.password({ userId, password, certificate, mode });
    if (tried.identity) ceremony.user = tried.identity;
    if (tried.is === "over") return end(ceremony, tried.code);
    if (tried.is === "wrong") return again("wrong-login");
    if (offered) ceremony.userIdToRemember = userId.trim();
    if (scenarios.get(tried.identity.nemidNumber).scenario === "error-code") return playError(ceremony, tried.identity);
    if (tried.is === "temporary") return show(ceremony, { name: "activate", userId: "" });
    return askFirst(ceremony, tried.identity);
  }
  async function playError(ceremony: Ceremony, { nemidNumber }: Identity): Promise<Turn> {
    const { code, delayMs } = scenarios.take(nemidNumber);
    open.delete(ceremony.id);
    if (delayMs > 0) await wait(delayMs);
    return end(ceremony, code ?? "SRV004");
  }

  function activate(ceremony: Ceremony, choice: Activation): Turn {
    const { user, userIdToRemember } = ceremony;
    if (!user) throw new Error("a password was chosen before somebody logged in");
    const chosen = activateUser.choose(user, choice);
    if ("code" in chosen) return end(ceremony, chosen.code);
    if ("problem" in chosen)
      return show(ceremony, { name: "activate", userId: choice.userId, problem: chosen.problem });
    ceremony.user = chosen.identity;
    if (userIdToRemember && choice.userId.trim()) ceremony.userIdToRemember = chosen.identity.userId;
    useLog.record(user.nemidNumber, { ...OWN_CHANGE, detail: "activated" });
    return askFirst(ceremony, chosen.identity);
  }

  function askFirst(ceremony: Ceremony, identity: Identity): Turn {
    return ceremony.request.mayUseKeyCard ? ask(ceremony, identity) : end(ceremony, "AUTH019");
  }
  function ask(ceremony: Ceremony, identity: Identity, problem?: Problem): Turn {
    const asked = checkUser.ask(identity);
    if ("code" in asked) return end(ceremony, asked.code);
    ceremony.asked = asked;
    latestAsked.set(identity.nemidNumber, ceremony.id);
    return show(ceremony, { name: "key-card", ...asked, ...(problem && { problem }) });
  }
  async function enterCode(ceremony: Ceremony, code: string): Promise<Turn> {
    const { user, asked, screen } = ceremony;
    if (!user || !asked) throw new Error("a code was entered before one was asked");
    if (code === "") return show(ceremony, { ...screen, problem: "code-missing" } as Screen);
    if (latestAsked.get(user.nemidNumber) !== ceremony.id) return end(ceremony, "AUTH010");
    const before = identities.signaturesOf(user.nemidNumber)[0]!.cards;
    const tried = checkUser.code(user.nemidNumber, asked, code);
    if (tried.is === "over") return end(ceremony, tried.code);
    if (tried.is === "wrong") return ask(ceremony, tried.identity ?? user, "wrong-code");
    for (const detail of tellCardChanges(before, tried.identity.cards))
      useLog.record(user.nemidNumber, { ...OWN_CHANGE, detail });
    return offerIdentities(ceremony, tried.identity);
  }

  /** Nothing is asked of a user with a single signature. */
  async function offerIdentities(ceremony: Ceremony, user: Identity): Promise<Turn> {
    const signatures = identities.signaturesOf(user.nemidNumber);
    if (signatures.length === 1) return sign(ceremony, user);
    const choices = signatures.map(({ alias, kind, name, companyName, cvr }) => ({
      alias,
      kind,
      name,
      companyName,
      cvr,
    }));
    return show(ceremony, { name: "choose-identity", choices });
  }
  async function chooseIdentity(ceremony: Ceremony, wanted: string): Promise<Turn> {
    const { user, screen } = ceremony;
    const chosen = user && identities.signaturesOf(user.nemidNumber).find(({ alias }) => alias === wanted);
    return chosen ? sign(ceremony, chosen) : show(ceremony, { ...screen, problem: "identity-missing" } as Screen);
  }
  async function sign(ceremony: Ceremony, identity: Identity): Promise<Turn> {
    open.delete(ceremony.id); // a second submit of the same code finds nothing
    const { request, signText, userIdToRemember } = ceremony;
    const { recipe, delayMs } = scenarios.take(identity.nemidNumber);
    const token = userIdToRemember && { rememberUseridToken: remembered.seal(userIdToRemember, request.merchant.spid) };
    const content = await respond(identity, { ...stateOf(request, signText), ...token }, recipe);
    if (delayMs > 0) await wait(delayMs);
    const details = [signText && describeSigned(signText), recipe.id !== "none" && `scenario ${recipe.id}`];
    useLog.record(identity.nemidNumber, use(ceremony, "ok", details.filter(Boolean).join(", ")));
    return { end: { command: "changeResponseAndSubmit", content } };
  }

  function show(ceremony: Ceremony, screen: Screen): Turn {
    ceremony.screen = screen;
    return { id: ceremony.id, request: ceremony.request, screen };
  }
  function end(ceremony: Ceremony, code: string): Turn {
    open.delete(ceremony.id);
    if (ceremony.user) useLog.record(ceremony.user.nemidNumber, use(ceremony, code));
    log.info({ code, service: ceremony.request.merchant.friendlyName }, "ceremony ended without a signature");
    return { end: endWithCode(code) satisfies End };
  }
  function forgetIdle(): void {
    for (const [id, { touched }] of open) if (now() - touched > sessionMs) open.delete(id);
  }
  return { begin, act, drop: (id) => void open.delete(id) };
}

/** What happens to the user's own NemID, and no service has to do with. */
const OWN_CHANGE = { service: "NemID", action: "change", result: "ok" } as const;

/** Which document it was: enough to tell it by, and nothing of what it says. */
function describeSigned({ format, bytes }: SignText): string {
  return `${format.toUpperCase()} of ${bytes.length} bytes, SHA-256 ${digestOf(bytes)}`;
}

function use({ request }: Ceremony, result: string, detail?: string) {
  return { service: request.merchant.friendlyName, action: request.action, result, ...(detail && { detail }) };
}
