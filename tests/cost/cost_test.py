#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What one case of the canonical load costs in instructions, which no busy machine changes.

    cost_test.py CASE_LOAD BUILD_TYPE

Counts two runs under callgrind and takes the difference, so that starting up does not count. Fails when a case has
become more than a tenth dearer than tests/cost/instructions.txt says; ONETHING_UPDATE=1 writes down what it costs now.
"""

import os
import re
import subprocess
import sys
import tempfile

FEW, MANY = 10, 30
HERE = os.path.dirname(os.path.abspath(__file__))
FIGURES = os.path.join(HERE, "instructions.txt")


def count(program, cases, folder):
    """Instructions of a whole run, the same on every processor that valgrind knows."""
    environment = dict(
        os.environ,
        OPENSSL_ia32cap="0x0:0x0",
        GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-ERMS,-FSRM",
    )
    command = [
        "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
        program, str(cases), str(cases), folder, "alone",
    ]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit("valgrind could not count:\n" + run.stdout + run.stderr)
    return int(found.group(1))


def figures():
    with open(FIGURES, encoding="utf-8") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return {build: int(number) for build, number in lines}


def keep(build, number):
    with open(FIGURES, encoding="utf-8") as file:
        lines = [line for line in file if line.split()[:1] != [build]]
    with open(FIGURES, "w", encoding="utf-8") as file:
        file.writelines(lines)
        file.write(f"{build} {number}\n")


def main():
    program, build = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        each = (count(program, MANY, folder) - count(program, FEW, folder)) // (MANY - FEW)
    if os.environ.get("ONETHING_UPDATE"):
        return keep(build, each)
    known = figures()
    if build not in known:
        return print(f"no figure for {build}; a case costs {each} instructions")
    print(f"{build}: a case costs {each} instructions, {each / known[build]:.3f} of what is written down")
    if each > known[build] * 1.1:
        sys.exit(f"{each} instructions a case, more than a tenth over {known[build]} (see tests/cost/instructions.txt)")
    return None


if __name__ == "__main__":
    main()
