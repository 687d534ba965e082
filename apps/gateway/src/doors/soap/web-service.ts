/** A SOAP service as data: its names, its operations, and the elements they take and give. */
import type { ComplexType, ValueOf } from "./schema/types.js";

/** A message's only part: an element with a type of its own. The part's name is what generators call a parameter. */
export interface Message<T extends ComplexType = ComplexType> {
  readonly element: string;
  readonly part: string;
  readonly type: T;
}
export interface Operation<
  I extends ComplexType = ComplexType,
  O extends ComplexType | undefined = ComplexType | undefined,
> {
  readonly input: Message<I>;
  /** Without one the Body of the answer is empty. */
  readonly output: O extends ComplexType ? Message<O> : undefined;
}
export interface WebService<O extends Readonly<Record<string, Operation>> = Readonly<Record<string, Operation>>> {
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
  readonly portType: string;
  readonly binding: string;
  readonly port: string;
  readonly operations: O;
  /** Types that no operation leads to, and that old clients' code yet has. */
  readonly unreferenced: readonly ComplexType[];
}

/** What is done for each operation. @param service whose servers call, proven */
export type Handlers<O extends Readonly<Record<string, Operation>>> = {
  readonly [K in keyof O]: (request: ValueOf<O[K]["input"]["type"]>, service: string) => Promise<AnswerOf<O[K]>>;
};
type AnswerOf<O> = O extends { readonly output: Message<infer T> } ? ValueOf<T> : undefined;
