// SPDX-License-Identifier: Apache-2.0
//
// node validate_sarif.mjs FILE...: whether each is valid SARIF 2.1.0 by the
// public schema, with formats (a Chinese path that is not percent-encoded is no
// URI reference). Also proves that it can fail.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { load } from "./packages.mjs";

const Ajv = (await load("ajv-draft-04")).default.default;
const addFormats = (await load("ajv-formats")).default.default;

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(
  require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")));

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("validate_sarif.mjs needs files");
  process.exit(2);
}

let bad = 0;
for (const file of files) {
  const log = JSON.parse(readFileSync(file, "utf8"));
  if (!validate(log)) {
    ++bad;
    console.error(`${file}: ${ajv.errorsText(validate.errors)}`);
  }
  // What the schema leaves open and readers rely on.
  for (const run of log.runs)
    for (const result of run.results) {
      const rule = run.tool.driver.rules[result.ruleIndex];
      if (rule === undefined || rule.id !== result.ruleId) {
        ++bad;
        console.error(`${file}: ruleIndex of ${result.ruleId} is wrong`);
      }
    }
}

const planted = JSON.parse(readFileSync(files[0], "utf8"));
planted.runs[0].columnKind = "bytes";
if (validate(planted)) {
  ++bad;
  console.error("a planted mistake was not found");
}
process.exit(bad === 0 ? 0 : 1);
