import { readStatement } from "./judge-crl.js";
import { readOcspStatement } from "./judge-ocsp.js";
import { type RevocationList, readCrls } from "./read-crl.js";
import { type OcspAnswer, readOcspAnswers } from "./read-ocsp.js";
import type { RevocationAnswer, RevocationQuestion, RevocationSource } from "./revocation.js";
import { isOfTheFuture, type Statement, weighStatement } from "./weigh-status.js";

/**
 * Lists and OCSP answers at hand; nothing is fetched. Of several that speak for the time a revocation counts most. Keep the
 * source for a whole batch: lists are read once, and each signature is checked once.
 *
 * @throws OcesError "bad-crl", "bad-ocsp" when a file cannot be read
 */
export function offlineRevocation(given: {
  readonly crls?: readonly (Uint8Array | RevocationList)[]; // read, or DER, or PEM of one or more
  readonly ocsp?: readonly (Uint8Array | OcspAnswer)[];
  /** The time it really is, which is not the time asked about. With it, what is dated later counts for nothing. */
  readonly clock?: { now(): Date };
}): RevocationSource {
  const lists = (given.crls ?? []).flatMap((list) => (list instanceof Uint8Array ? readCrls(list) : [list]));
  const answers = (given.ocsp ?? []).flatMap((one) => (one instanceof Uint8Array ? readOcspAnswers(one) : [one]));
  return {
    ask: async (question) => {
      const statements = [
        ...lists.map((list) => readStatement(list, question)),
        ...answers.map((answer) => readOcspStatement(answer, question)),
      ];
      const now = given.clock?.now();
      return choose(
        statements.map((statement) => refuseFuture(statement, now)),
        question,
      );
    },
  };
}

function refuseFuture(statement: Statement | string, now: Date | undefined): Statement | string {
  if (typeof statement === "string" || !now || !isOfTheFuture(statement.evidence, now)) return statement;
  return `the ${statement.evidence.source} is from the future`;
}

function choose(statements: readonly (Statement | string)[], question: RevocationQuestion): RevocationAnswer {
  const weighed = statements.map(
    (statement): RevocationAnswer =>
      typeof statement === "string"
        ? { status: "unknown", problems: [statement] }
        : weighStatement(statement, question),
  );
  const decided = weighed.find(({ status }) => status === "revoked") ?? weighed.find(({ status }) => status === "good");
  if (decided) return decided;
  const problems = weighed.flatMap((answer) => ("problems" in answer ? answer.problems : []));
  return { status: "unknown", problems: problems.length > 0 ? problems : ["no list or answer is at hand"] };
}
