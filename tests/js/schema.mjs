// SPDX-License-Identifier: Apache-2.0
//
// The printed JSON Schema against every document of the project, with ajv:
//   node schema.mjs PROGRAM
// What the loader reads must be valid, for the schema of its kind and for the
// one of all kinds; the golden cases with a mistake of structure must not.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "./packages.mjs";

const { default: Ajv } = await load("ajv/dist/2020.js");
const { parseDocument } = await load("yaml");

const tests = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(tests);
const program = process.argv[2];
const kinds = ["workflow", "department", "project", "application", "scenarios", "migration",
               "columns", "template", "adopts"];

// Mistakes that a look at one file alone shows.
const structural = [
  "id_in_chinese", "id_with_capitals", "id_with_hyphen", "enum_without_choices",
  "field_without_type", "limit_in_days_chinese",
  "limit_in_working_days_chinese", "limit_without_unit", "list_without_content",
  "missing_title", "no_version", "step_is_text", "unknown_key",
  "unknown_key_chinese", "unknown_kind_of_document", "unknown_type",
  "unknown_type_chinese", "unknown_version", "uses_without_slash",
  "word_misspelt", "type_nearly_right", "flag_in_words", "target_misspelt",
  "effect_in_words", "kind_and_commitment_misspelt",
  "promise_without_condition",
];

function schema(kind) {
  const arguments_ = kind === "" ? ["schema"] : ["schema", kind];
  const text = execFileSync(program, arguments_, { encoding: "utf8" });
  // Every keyword must be one that JSON Schema has.
  return new Ajv({ allErrors: true, strict: true, strictTypes: false,
                   strictRequired: false }).compile(JSON.parse(text));
}

function documents(folder) {
  const found = [];
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...documents(path));
    else if (name.endsWith(".yaml")) found.push(path);
  }
  return found.sort();
}

function parse(path) {
  const document = parseDocument(readFileSync(path, "utf8"),
                                 { version: "1.2", uniqueKeys: false });
  return document.errors.length > 0 ? undefined : document.toJS();
}

const compiled = new Map([...kinds, ""].map((kind) => [kind, schema(kind)]));
const kind_of = (value) => kinds.find((kind) => value?.[kind] !== undefined);
let failures = 0;

function fail(path, text) {
  console.error(`${relative(root, path)}: ${text}`);
  ++failures;
}

function check_valid(path) {
  const value = parse(path);
  // A bare form has no key of ours.
  if (value?.onething === undefined) return 0;
  const kind = kind_of(value);
  for (const name of [kind, ""]) {
    const validate = compiled.get(name);
    if (!validate(value))
      fail(path, `should be valid for "${name}":\n  ` +
                 validate.errors.map((e) => `${e.instancePath} ${e.message}`)
                     .join("\n  "));
  }
  return 1;
}

let valid = 0;
for (const folder of ["workflows", "examples", "tests/golden/load/ok",
                      "tests/golden/load/base", "tests/golden/check"])
  for (const path of documents(join(root, folder))) valid += check_valid(path);

let refused = 0;
for (const name of structural) {
  const folder = join(tests, "golden/load/err", name);
  const values = documents(folder).map(parse).filter((v) => v !== undefined);
  const is_valid = values.every((value) => {
    const kind = kind_of(value);
    return compiled.get("")(value) && (!kind || compiled.get(kind)(value));
  });
  if (is_valid) fail(folder, "should not be valid");
  else ++refused;
}

// Where this list and the folder differ, one of them is out of date.
if (process.env.ONETHING_SHOW)
  for (const name of readdirSync(join(tests, "golden/load/err")))
    if (!structural.includes(name)) {
      const values = documents(join(tests, "golden/load/err", name))
          .map(parse).filter((v) => v !== undefined);
      if (!values.every((value) => compiled.get("")(value)))
        console.log(`not listed and not valid: ${name}`);
    }

if (valid < 50 || refused < 10) fail(root, "too few documents were looked at");
console.log(`${valid} documents valid, ${refused} mistakes found`);
process.exit(failures === 0 ? 0 : 1);
