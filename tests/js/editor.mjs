// SPDX-License-Identifier: Apache-2.0
//
// What an author sees in an editor: yaml-language-server, without a screen,
// with our schema:
//   node editor.mjs PROGRAM
// It must propose the keys of a step with their names and explanations, explain
// a key, and report a slip with a true message and nothing else.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { load } from "./packages.mjs";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } =
  await load("vscode-languageserver-protocol/node.js");
await load("yaml-language-server");

const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "onething-editor-"));
const server = spawn(
  process.execPath,
  [createRequire(import.meta.url)
     .resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"],
  { stdio: ["pipe", "pipe", "ignore"] });
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));

const reports = new Map();  // Uri to what was last said of it.
const waiting = new Map();
let settings;

connection.onNotification("textDocument/publishDiagnostics", (report) => {
  reports.set(report.uri, report.diagnostics);
  waiting.get(report.uri)?.(report.diagnostics);
});
connection.onRequest("workspace/configuration",
                     ({ items }) => items.map((item) =>
                         item.section === "yaml" ? settings.yaml : null));
connection.onRequest("client/registerCapability", () => null);
connection.onRequest("custom/schema/request", () => null);
connection.listen();

// A document whose cursor is at `|`, already cut out.
async function open(name, text) {
  const offset = text.indexOf("|");
  const clean = offset < 0 ? text : text.slice(0, offset) + text.slice(offset + 1);
  const before = clean.slice(0, Math.max(offset, 0)).split("\n");
  const uri = pathToFileURL(join(folder, name)).href;
  const said = new Promise((resolve) => waiting.set(uri, resolve));
  connection.sendNotification("textDocument/didOpen", { textDocument:
    { uri, languageId: "yaml", version: 1, text: clean } });
  await said;
  return { textDocument: { uri },
           position: { line: before.length - 1, character: before.at(-1).length } };
}

const head = `onething: 1
workflow: sample
title: 示例
lead: tax
`;

async function proposes_keys_of_a_step(file) {
  const at = await open(file, head + `steps:
  register:
    uses: tax/register
    |
`);
  const { items } = await connection.sendRequest("textDocument/completion", at);
  const labels = items.map((item) => item.label);
  for (const key of ["with", "when", "for_each", "after", "keep", "may_skip"])
    assert.ok(labels.includes(key), `${file}: no ${key} among ${labels}`);
  assert.ok(!labels.includes("services"), `${file}: ${labels}`);
  const after = items.find((item) => item.label === "after");
  const text = JSON.stringify(after.documentation);
  assert.match(text, /没有数据往来/);
  assert.match(text, /no data comes/);
}

async function proposes_words(file) {
  const at = await open(file, head + `form:
  kind:
    type: |
steps: {}
`);
  const { items } = await connection.sendRequest("textDocument/completion", at);
  const labels = items.map((item) => item.label);
  assert.ok(labels.includes("citizen_id"), `${file}: ${labels}`);
}

async function explains_a_key(file) {
  const at = await open(file, head + "prom|ise: 5wd\nsteps: {}\n");
  const hover = await connection.sendRequest("textDocument/hover", at);
  const text = JSON.stringify(hover.contents);
  assert.match(text, /承诺时限 \/ promised time/);
  assert.match(text, /each route may have its own/);
}

async function reports_a_slip(file) {
  await open(file, head + `steps:
  register:
    uses: tax/register
    on_refused: contineu
    wiht: {uscc: =form.uscc}
form:
  phone: {type: phone, sensitivity: personal}
  code: {type: list, of: text}
`);
  const found = reports.get(pathToFileURL(join(folder, file)).href)
    .map((d) => `${d.range.start.line}: ${d.message}`).sort();
  assert.equal(found.length, 2, `${file}: ${found.join(" | ")}`);
  assert.match(found[0], /^7: .*(end|continue)/);
  assert.match(found[1], /^8: .*wiht/);
}

async function is_silent(file) {
  await open(file, head + `version: 1.0
promise:
  - {when: form.kind == "company", within: 5wd}
  - within: 15wd
form:
  phone: phone
  name: {title: 名称, type: object, of: {zone: text, trade: {type: text, max: 5}}}
  kind: {title: 类型, type: enum, of: {company: 公司, sole: 独资}}
  permits: {title: 许可, type: list, of: {code: text, expires: date}}
materials:
  articles: 章程
  proof: {any_of: [deed, lease], tolerate: 5wd}
steps:
  register: {uses: tax/register, after: [a], with: {phone: 053212345678}}
`);
  const uri = pathToFileURL(join(folder, file)).href;
  assert.deepEqual(reports.get(uri).map((d) => d.message), [], file);
}

async function run() {
  settings = { yaml: { schemas: {}, validate: true, completion: true,
                       hover: true, schemaStore: { enable: false } } };
  for (const kind of ["workflow", ""]) {
    const path = join(folder, `schema_${kind}.json`);
    writeFileSync(path, execFileSync(program, ["schema", kind].filter(Boolean)));
    settings.yaml.schemas[pathToFileURL(path).href] = [`*.${kind || "any"}.yaml`];
  }
  await connection.sendRequest("initialize", {
    processId: process.pid, rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "test" }],
    capabilities: { workspace: { configuration: true },
                    textDocument: { hover: { contentFormat: ["markdown"] } } } });
  connection.sendNotification("initialized", {});
  connection.sendNotification("workspace/didChangeConfiguration", { settings });
  for (const kind of ["workflow", "any"]) {
    await is_silent(`silent.${kind}.yaml`);
    await reports_a_slip(`slip.${kind}.yaml`);
    await explains_a_key(`hover.${kind}.yaml`);
    await proposes_keys_of_a_step(`keys.${kind}.yaml`);
    await proposes_words(`words.${kind}.yaml`);
  }
}

const slow = setTimeout(() => { console.error("no answer in time"); end(1); }, 9000);

function end(code) {
  clearTimeout(slow);
  server.kill();
  rmSync(folder, { recursive: true });
  process.exit(code);
}

run().then(() => end(0), (error) => { console.error(error.message); end(1); });
