// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "author/baseline.h"
#include "author/run_texts.h"
#include "author/targets.h"
#include "author/write_file.h"
#include "onething/author.h"

namespace onething {

Result<CheckRun> check_files(const CheckRequest& request) {
  OT_TRY(std::vector<author::ProjectTexts> targets,
         author::find_targets(request));
  return author::run_texts(request, std::move(targets));
}

Status write_baseline(const CheckRun& run, const std::string& path) {
  return author::write_file(
      path, author::Baseline::of(run.diagnostics, run.sources, path).to_json());
}

}  // namespace onething
