// SPDX-License-Identifier: Apache-2.0
//
// Loads a package of package.json, or says plainly how to get it.

export async function load(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.error(`The package ${name} is missing. ` +
                  "Run ./dev test, or npm ci in tests/js.");
    process.exit(1);
  }
}
