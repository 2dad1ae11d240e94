// SPDX-License-Identifier: Apache-2.0
//
// The files of a new service: from answers to a few questions, from a template,
// or like a workflow that exists. Each way gives a project's files that check
// finds nothing in, with scenarios that pass and an application to run.
//
// Writes no file; what stands where the files would go is the caller's to look
// at.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"
#include "onething/message.h"
#include "onething/result.h"

namespace onething {

struct NewFile {
  std::string path;  // In the project: "departments/tax.yaml".
  std::string text;
};

struct NewField {
  std::string id, title;
  std::string type = "text";  // One of new_field_types().
};

struct NewStep {
  std::string id, title;
  std::string department, department_title;
  bool by_person = true;
};

// What is asked of somebody who begins a service.
struct NewService {
  std::string id, title;
  int days = 5;  // Promised working days.
  std::vector<NewField> fields;
  std::vector<NewStep> steps;
};

// snake_case ASCII, as every id of our files.
bool is_new_id(std::string_view text);

// Types that a first form can do with.
std::vector<std::string_view> new_field_types();

// Two fields and two steps, to be changed.
NewService usual_service(std::string id, std::string title, Language language);

std::vector<NewFile> files_of(const NewService& service, Language language);

// Templates that a service can begin with.
std::vector<std::string_view> starting_templates();
// Empty when there is no such template.
std::vector<NewFile> files_from_template(std::string_view name,
                                         std::string_view id,
                                         std::string_view title,
                                         Language language);

// The files of a workflow, its departments, templates and scenarios, under
// another id and title; without a title the workflow's own. `scenarios` are
// those of its project. invalid (create.cannot_copy) when its file says what
// is no workflow by itself, such as an adoption.
Result<std::vector<NewFile>> files_like(
    const LoadedProject& project, const Workflow& workflow, std::string_view id,
    std::string_view title, const std::vector<SourceFile>& scenarios);

// The project's own file.
NewFile project_file_for(std::string_view id, Language language);

}  // namespace onething
