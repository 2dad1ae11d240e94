// SPDX-License-Identifier: Apache-2.0
//
// One function for each kind of document: its root mapping to plain data.
// Mistakes inside the document are reported here; what refers to other
// documents or to other parts is left to resolve.h.

#pragma once

#include <optional>
#include <vector>

#include "load/keys.h"
#include "load/reading.h"

namespace onething::load {

// onething.yaml
ProjectFile read_project_file(Reading& reading, const yaml::Node& root);

// departments/<id>.yaml
Department read_department(Reading& reading, const yaml::Node& root);

// <workflow>.yaml
Workflow read_workflow(Reading& reading, const yaml::Node& root);

// Steps and prefills of a workflow.
std::vector<Step> read_steps(Reading& reading, const yaml::Node& node);
std::vector<Group> read_groups(Reading& reading, const yaml::Node& node);
std::vector<Step> read_prefill(Reading& reading, const yaml::Node& node);

// How failed calls are tried again: of a workflow, a service or a step.
std::optional<Retry> read_retry(Reading& reading, const Keys& keys);

}  // namespace onething::load
