// SPDX-License-Identifier: Apache-2.0
//
// Writes the public test suite of CEL as JSON lines, one case a line, for
// tests/conformance:
//   node tests/js/cel_spec.mjs build/dev/cel_spec.jsonl
// Nothing is chosen or changed here; each line is the case as the package has
// it, with its kind and its sections in front.
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

// The data files have no dependencies, unlike the package's own reader.
const folder = '@bufbuild/cel-spec/testdata/';
const kinds = ['conformance', 'parsing', 'comprehension', 'checking'];

// As JSON.stringify, but -0 stays what it is.
function text(value) {
  if (Object.is(value, -0)) return '-0.0';
  if (Array.isArray(value)) return '[' + value.map(text).join(',') + ']';
  if (value !== null && typeof value === 'object')
    return '{' + Object.entries(value)
                     .filter(([, member]) => member !== undefined)
                     .map(([name, member]) =>
                              JSON.stringify(name) + ':' + text(member))
                     .join(',') + '}';
  return JSON.stringify(value);
}

const lines = [];
function collect(kind, suite, sections) {
  for (const test of suite.tests ?? [])
    lines.push(text({kind, sections, ...test}));
  for (const inner of suite.suites ?? [])
    collect(kind, inner, [...sections, inner.name]);
}

const out = process.argv[2];
if (out === undefined) {
  console.error('usage: node cel_spec.mjs FILE');
  process.exit(2);
}
for (const kind of kinds)
  collect(kind, (await import(folder + kind + '.js')).tests, []);
mkdirSync(dirname(out), {recursive: true});
writeFileSync(out, lines.join('\n') + '\n');
