/** The verdicts as one table, after all judges have spoken: judge, what was judged, cases, verdict. */
import { basename } from "node:path";

export default class TableReporter {
  onTestRunEnd(modules) {
    const rows = modules.flatMap(rowsOf);
    const table = [["Judge", "What was judged", "Cases", "Verdict"], ...rows];
    const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
    const [head, ...body] = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
    console.log(["", head, "-".repeat(head.length), ...body, ""].join("\n"));
  }
}

/** One row for each group of a judge's file, and one for what stands outside a group. */
function rowsOf(module) {
  const judge = basename(module.moduleId).replace(/\.judge\.ts$/, "");
  const [groups, loose] = [[], []];
  for (const child of module.children) (child.type === "suite" ? groups : loose).push(child);
  const rows = groups.map((group) => rowOf(judge, group.name, [...group.children.allTests()]));
  if (loose.length > 0) rows.push(rowOf(judge, `material of ${module.project.name}`, loose));
  if (rows.length === 0) rows.push([judge, module.project.name, "0", "DID NOT RUN"]);
  return rows;
}

function rowOf(judge, what, tests) {
  const agreed = tests.filter((test) => test.result().state === "passed").length;
  const verdict = agreed === tests.length ? "agrees" : `DISAGREES in ${tests.length - agreed}`;
  return [judge, what, String(tests.length), verdict];
}
