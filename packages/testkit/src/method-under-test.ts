/** What an author hands the conformance suite: a method, how it is configured, and somebody to play the rest of the world. */
import type { AnyEidMethod, Credential, Customer, Input, LoginRequest, SignRequest, Step } from "@eid-gateway/core";
import type { FakeDocument } from "./fakes/document.js";

export interface MethodUnderTest {
  readonly method: AnyEidMethod;
  /** Good ones, as they would stand in the operator's and the customer's files. */
  readonly settings?: unknown;
  readonly config?: unknown;
  readonly agreement?: unknown;
  /** Default: a private service called Demo Shop. */
  readonly customer?: Customer;
  /** Values that the schemas must refuse, each with the path of the mistake: `"client.url"`. */
  readonly refuses: {
    readonly settings?: Readonly<Record<string, Refused>>;
    readonly config: Readonly<Record<string, Refused>>;
    readonly agreement?: Readonly<Record<string, Refused>>;
    /** Signing: documents that `inspect` must object to, beyond those that the suite has itself. */
    readonly documents?: Readonly<Record<string, FakeDocument>>;
    /** What only `open` can see, by what replaces the good values; the path begins with settings, config or agreement. */
    readonly setUp?: Readonly<Record<string, RefusedSetUp>>;
  };
  /** Languages in which every sentence must exist. Default: all that the method has texts for. */
  readonly languages?: readonly string[];
  /** When the trials take place. */
  readonly now: Date;
  /** The other side, new for each trial: servers, apps, and the person in front of the screen. */
  readonly stage: (clock: { now(): Date }) => Stage | Promise<Stage>;
  /** Differences from the suite's own request, which asks for the national id. */
  readonly request?: (person: number) => Partial<LoginRequest> | Partial<SignRequest>;
}

export interface Refused {
  readonly value: unknown;
  readonly path: string;
}
export interface RefusedSetUp {
  readonly settings?: unknown;
  readonly config?: unknown;
  readonly agreement?: unknown;
  readonly customer?: Partial<Customer>;
  readonly path: string;
}

export interface Stage {
  /** Answers what the method fetches. The suite breaks it on purpose, call by call. */
  readonly fetch?: typeof globalThis.fetch;
  /** By name; their `fetch` is broken likewise. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  /** What a person, of whom there are fifty, does at a step so that the flow goes well in the end. */
  act(person: number, step: Exclude<Step, { kind: "done" }>): Promise<Input> | Input;
  /** Whether what the person gives at this step is the proof: nothing may be `done` before it, and it may not be used twice. */
  isProof(step: Exclude<Step, { kind: "done" }>): boolean;
  /** The subject of the outcome. */
  subjectOf(person: number): string;
  /** What must never be in a log line, an error or an address: numbers, names, tokens. Posted fields are added by the suite. */
  secretsOf(person: number): readonly string[];
}
