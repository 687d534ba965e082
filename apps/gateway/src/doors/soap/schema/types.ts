/**
 * A schema as data. From the same few lines come the reader (read-value.ts), the writer (write-value.ts), the printed schema
 * (print-schema.ts) and, by inference, the TypeScript types of what is read and written: they cannot differ.
 */
import type { AnyType, SimpleType } from "./simple-types.js";

export type Type = SimpleType | AnyType | ComplexType;

/** How often an element stands in its sequence: 1, 0..1, 1..n, 0..n. */
export type Cardinality = "one" | "optional" | "some" | "any";
export interface Particle<T extends Type = Type, C extends Cardinality = Cardinality> {
  readonly kind: "element";
  readonly type: T;
  readonly cardinality: C;
  readonly nillable: boolean;
  readonly default?: string | undefined;
  /** Printed as required, yet some clients leave it out. */
  readonly tolerated: boolean;
  /** An empty one says something else than none. */
  readonly keepsEmpty: boolean;
}
/** Any number of any of these, in the order they come. */
export interface Choice<O extends Readonly<Record<string, ComplexType>> = Readonly<Record<string, ComplexType>>> {
  readonly kind: "choice";
  readonly options: O;
}
export interface Attribute<T extends SimpleType = SimpleType, R extends boolean = boolean> {
  readonly type: T;
  readonly isRequired: R;
}
export type Elements = Readonly<Record<string, Particle | Choice>>;
export type Attributes = Readonly<Record<string, Attribute>>;

export interface ComplexType<
  N extends string = string,
  E extends Elements = Elements,
  A extends Attributes = Attributes,
  X extends SimpleType | undefined = SimpleType | undefined,
  S extends ComplexTypes = ComplexTypes,
> {
  readonly kind: "complex";
  readonly name: N; // "" where it is an element's own
  readonly base?: ComplexType;
  /** With those of its bases, theirs first. */
  readonly elements: E;
  readonly attributes: A;
  /** Its content, where that is text: then it has no elements. */
  readonly text: X;
  /** What may stand in its place, told by `xsi:type`. */
  readonly subtypes: S;
}
// An interface, since the type refers to itself.
interface ComplexTypes extends ReadonlyArray<ComplexType> {}
type NoSubtypes = readonly [];

/** The value of a type: a text with attributes is `{ text, ...attributes }`, one of several types says which in `$type`. */
export type ValueOf<T> =
  T extends SimpleType<infer V>
    ? V
    : T extends AnyType
      ? string
      : T extends ComplexType<infer N, infer E, infer A, infer X, infer S>
        ? S extends NoSubtypes
          ? ContentOf<E, A, X>
          : ({ readonly $type: N } & ContentOf<E, A, X>) | SubtypeValue<S[number]>
        : never;
type SubtypeValue<T> =
  T extends ComplexType<infer N, infer E, infer A, infer X> ? { readonly $type: N } & ContentOf<E, A, X> : never;

type ContentOf<E extends Elements, A extends Attributes, X> = Flat<
  {
    readonly [K in keyof E as E[K] extends Particle<Type, "optional"> ? never : K]: MemberOf<E[K]>;
  } & {
    readonly [K in keyof E as E[K] extends Particle<Type, "optional"> ? K : never]?: MemberOf<E[K]> | undefined;
  } & {
    readonly [K in keyof A as A[K] extends Attribute<SimpleType, true> ? K : never]: ValueOf<A[K]["type"]>;
  } & {
    readonly [K in keyof A as A[K] extends Attribute<SimpleType, true> ? never : K]?: ValueOf<A[K]["type"]> | undefined;
  } & (X extends SimpleType<infer V> ? { readonly text: V } : unknown)
>;
type MemberOf<P> =
  P extends Particle<infer T, infer C>
    ? C extends "one" | "optional"
      ? ValueOf<T>
      : readonly ValueOf<T>[]
    : P extends Choice<infer O>
      ? readonly { readonly [K in keyof O]: { readonly name: K; readonly value: ValueOf<O[K]> } }[keyof O][]
      : never;
type Flat<T> = { [K in keyof T]: T[K] };

interface Extras {
  readonly nillable?: boolean;
  readonly default?: string;
  readonly tolerated?: boolean;
  readonly keepsEmpty?: boolean;
}
function particle<C extends Cardinality>(cardinality: C) {
  return <T extends Type>(
    type: T,
    { nillable = false, tolerated = false, keepsEmpty = false, default: preset }: Extras = {},
  ): Particle<T, C> => ({ kind: "element", type, cardinality, nillable, tolerated, keepsEmpty, default: preset });
}
export const one = particle("one");
export const optional = particle("optional");
export const some = particle("some");
export const any = particle("any");

export function choice<O extends Readonly<Record<string, ComplexType>>>(options: O): Choice<O> {
  return { kind: "choice", options };
}
export function required<T extends SimpleType>(type: T): Attribute<T, true> {
  return { type, isRequired: true };
}
export function attribute<T extends SimpleType>(type: T): Attribute<T, false> {
  return { type, isRequired: false };
}

// biome-ignore lint/complexity/noBannedTypes: no members, which is what the type must say
type None = {};

/** A sequence of elements, with attributes. */
export function complex<const N extends string, E extends Elements = None, A extends Attributes = None>(
  name: N,
  elements: E = {} as E,
  attributes: A = {} as A,
): ComplexType<N, E, A, undefined, NoSubtypes> {
  return { kind: "complex", name, elements, attributes, text: undefined, subtypes: [] };
}

/** Text, with attributes. */
export function textual<const N extends string, X extends SimpleType, A extends Attributes>(
  name: N,
  text: X,
  attributes: A,
): ComplexType<N, None, A, X, NoSubtypes> {
  return { kind: "complex", name, elements: {}, attributes, text, subtypes: [] };
}

/** A type that has all of another's members, and more. */
export function extend<
  const N extends string,
  BE extends Elements,
  BA extends Attributes,
  E extends Elements = None,
  A extends Attributes = None,
>(
  base: ComplexType<string, BE, BA, undefined, NoSubtypes>,
  name: N,
  elements: E = {} as E,
  attributes: A = {} as A,
): ComplexType<N, BE & E, BA & A, undefined, NoSubtypes> {
  return {
    kind: "complex",
    name,
    base,
    elements: { ...base.elements, ...elements },
    attributes: { ...base.attributes, ...attributes },
    text: undefined,
    subtypes: [],
  };
}

/** A type in whose place its extensions may stand. */
export function oneOf<
  N extends string,
  E extends Elements,
  A extends Attributes,
  const S extends readonly ComplexType[],
>(base: ComplexType<N, E, A, undefined, NoSubtypes>, subtypes: S): ComplexType<N, E, A, undefined, S> {
  return { ...base, subtypes };
}
