// SPDX-License-Identifier: Apache-2.0
//
// A small project for tests of what applicants are told: two routes, one
// document each, a list that may be empty, a visit.

#pragma once

#include <string>

#include "onething/load.h"

namespace onething::testing {

inline LoadedProject small_project() {
  return load_texts({{"onething.yaml", "onething: 1\nproject: small\n"},
                     {"departments/office.yaml", R"(onething: 1
department: office
title: {zh: 办事处, en: Office}
contact: {address: 示例路 1 号, phone: 0000-12345}
services:
  find: {title: 调取档案, reads_only: true, input: {n: int}, output: {address: text}, sample: {address: 老地方}, call: {}}
  look: {title: 查, by: person, role: 窗口, visits: 1, input: {n: int}, output: {ok: bool}, limit: {promised: 2wd}}
  fast: {title: 快办, input: {n: int}, output: {receipt: text}, limit: {promised: 1wd}, call: {}}
  slow: {title: 慢办, input: {n: int}, output: {receipt: text}, limit: {promised: 3wd}, call: {}}
  item: {title: 办一件, input: {n: int}, output: {receipt: text}, limit: {promised: 1wd}, call: {}}
)"},
                     {"workflows/move.yaml", R"(onething: 1
workflow: move
title: {zh: 搬家一件事, en: Moving}
version: 1.0.0
lead: office
stage: 置业
maturity: accepted
channels: [online, window]
promise:
  - {when: form.route == "short", within: 5wd}
  - {within: 10wd}
guide:
  conditions: [在本市居住, "满十八周岁 <以上>"]
  questions:
    - {ask: 要不要人到场, answer: 要，查的时候到一次。}
form:
  n: {title: 人数, type: int, min: 1}
  route: {title: 路线, type: enum, of: {short: 近, long: 远}}
  reason: {title: 理由, type: text, when: form.route == "long"}
  things: {title: 东西, type: list, of: text}
  pet: {title: 有没有宠物, type: bool}
prefill:
  file: {title: 调取档案, uses: office/find, with: {n: =form.n}}
materials:
  short_paper: {title: 甲表, when: form.route == "short", hint: 一份}
  long_paper: {title: 乙表, when: 'form.route == "long" && form.pet', tolerate: 5wd}
  always: {title: 身份证明}
steps:
  look: {title: 查, uses: office/look, with: {n: =form.n}}
  fast: {title: 快办, uses: office/fast, when: 'form.route == "short"', after: [look], with: {n: =form.n}}
  slow: {title: 慢办, uses: office/slow, when: 'form.route == "long"', after: [look], with: {n: =form.n}}
  items: {title: 逐件办, uses: office/item, for_each: =form.things, after: [fast, slow], with: {n: =form.n}}
outcome: {receipt: "=steps.look.ok"}
)"}});
}

}  // namespace onething::testing
