// SPDX-License-Identifier: Apache-2.0
//
// What applicants are told that follows from nothing else in the files: how far
// a service has come, its ways in, conditions, fee, where departments are.
//
// Apart from the workflow itself, because no case depends on it. Texts only;
// what is empty nobody has said.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "onething/actor.h"
#include "onething/load.h"
#include "onething/source.h"

namespace onething {

struct Told {
  Title text;
  Span span;

  bool empty() const { return text.empty(); }
};

// Where applicants find a department.
struct Contact {
  Told address, hours, phone, complaints;
};

// How far a service has come as a task of reform.
enum class Maturity : std::uint8_t {
  unstated,
  topic,        // 选题
  initiated,    // 立项
  in_progress,  // 推进
  accepted,     // 验收
  retired       // 停用
};
// "in_progress"; empty where nothing is stated.
std::string_view maturity_word(Maturity maturity);

struct Guidance {
  struct Question {
    Told ask, answer;
  };
  Maturity maturity = Maturity::unstated;
  std::vector<Channel> channels;  // Ways in.
  std::vector<Told> conditions;   // 受理条件
  Told fee;                       // 收费
  Told delivery;                  // How the result reaches the applicant.
  std::vector<Question> questions;
  std::map<std::string, Told, std::less<>> hints;  // By material.
  // Where a region that adopts the workflow has an office of its own.
  std::map<std::string, Contact, std::less<>> contacts;  // By department.
};

struct ProjectGuidance {
  std::map<std::string, Guidance, std::less<>> workflows;
  std::map<std::string, Contact, std::less<>> departments;

  // An empty one where there is none.
  const Guidance& of(const Workflow& workflow) const;
  const Contact& of(const Department& department) const;
  // The region's own before the department's.
  const Contact& of(const Workflow& workflow,
                    const Department& department) const;
};

// From the texts of the project; mistakes in it have been reported by loading.
ProjectGuidance load_guidance(const LoadedProject& project);

}  // namespace onething
