// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <set>
#include <utility>

#include "author/mend_texts.h"
#include "author/run_texts.h"
#include "author/targets.h"
#include "author/unified_diff.h"
#include "author/write_file.h"
#include "onething/author.h"

namespace onething {

namespace {

using author::ProjectTexts;

// One mend can uncover the next; more rounds than this would be two mends that
// undo each other.
constexpr int rounds_max = 10;

class Mending {
 public:
  Mending(const CheckRequest& request, std::vector<ProjectTexts> targets)
      : request_(request), targets_(std::move(targets)) {
    for (ProjectTexts& target : targets_)
      for (std::size_t i = 0; i < target.files.size(); ++i) {
        texts_.push_back(&target.files[i].text);
        before_.push_back(target.files[i].text);
        may_change_.push_back(target.asked[i]);
      }
  }

  Result<std::vector<FileChange>> run() {
    OT_TRY(CheckRun found, author::run_texts(request_, targets_));
    for (int round = 0; round < rounds_max; ++round) {
      const std::vector<std::size_t> damage = damage_of(found);
      std::vector<std::pair<std::size_t, std::string>> old = make_edits(found);
      if (old.empty()) break;
      OT_TRY(found, author::run_texts(request_, targets_));
      OT_CHECK(take_back_worse(damage, std::move(old), found));
    }
    std::vector<FileChange> changes;
    for (std::size_t i = 0; i < texts_.size(); ++i)
      if (*texts_[i] != before_[i])
        changes.push_back(
            {path_of(found, i), before_[i], std::move(*texts_[i])});
    return changes;
  }

 private:
  // Errors in the text itself, by file: what a mend may never add to.
  std::vector<std::size_t> damage_of(const CheckRun& found) const {
    std::vector<std::size_t> damage(texts_.size(), 0);
    std::size_t first = 0;
    for (std::size_t i = 0; i < found.projects.size(); ++i) {
      const std::size_t count = targets_[i].files.size();
      for (const Diagnostic& each : found.projects[i].diagnostics)
        if (each.code < "OT2" && each.severity == Severity::error &&
            each.span.file < count)
          ++damage[first + each.span.file];
      first += count;
    }
    return damage;
  }

  // Which of texts_ a file of the run is. A text made by a use of a template is
  // none: there is no file to be mended.
  std::size_t text_of(const CheckRun& found, std::size_t file) const {
    std::size_t first = 0;
    for (std::size_t i = 0; i < found.projects.size(); ++i) {
      const std::size_t count = targets_[i].files.size();
      const std::size_t all = found.projects[i].sources.files.size();
      if (file < count) return first + file;
      if (file < all) break;
      file -= all;
      first += count;
    }
    return texts_.size();
  }

  std::string path_of(const CheckRun& found, std::size_t text) const {
    for (std::size_t file = 0; file < found.sources.files.size(); ++file)
      if (text_of(found, file) == text) return found.sources.files[file].path;
    return {};
  }

  Diagnostics in_texts(const CheckRun& found) const {
    Diagnostics out = found.diagnostics;
    for (Diagnostic& each : out)
      for (Edit& edit : each.edits)
        edit.span.file =
            static_cast<std::uint32_t>(text_of(found, edit.span.file));
    return out;
  }

  // The edits of a mend belong together: all of them or none.
  bool may_make(const Diagnostic& diagnostic,
                const std::vector<std::set<Span>>& taken) const {
    for (const Edit& edit : diagnostic.edits) {
      const std::uint32_t file = edit.span.file;
      if (file >= texts_.size() || !may_change_[file]) return false;
      if (edit.span.end.byte > texts_[file]->size()) return false;
      for (const Span& other : taken[file])
        if (edit.span.begin.byte <= other.end.byte &&
            other.begin.byte <= edit.span.end.byte)
          return false;
    }
    return !diagnostic.edits.empty();
  }

  // Changes the texts; gives what they were.
  std::vector<std::pair<std::size_t, std::string>> make_edits(
      const CheckRun& found) {
    std::vector<std::set<Span>> taken(texts_.size());
    std::vector<std::vector<const Edit*>> edits(texts_.size());
    const Diagnostics diagnostics = in_texts(found);
    for (const Diagnostic& diagnostic : diagnostics) {
      if (!may_make(diagnostic, taken)) continue;
      for (const Edit& edit : diagnostic.edits) {
        taken[edit.span.file].insert(edit.span);
        edits[edit.span.file].push_back(&edit);
      }
    }
    std::vector<std::pair<std::size_t, std::string>> old;
    for (std::size_t file = 0; file < texts_.size(); ++file) {
      if (edits[file].empty()) continue;
      old.emplace_back(file, *texts_[file]);
      // From the end, so that places before stay where they are.
      std::stable_sort(edits[file].begin(), edits[file].end(),
                       [](const Edit* a, const Edit* b) {
                         return a->span.begin.byte > b->span.begin.byte;
                       });
      for (const Edit* edit : edits[file])
        texts_[file]->replace(edit->span.begin.byte,
                              edit->span.end.byte - edit->span.begin.byte,
                              edit->replacement);
    }
    return old;
  }

  // A file that reads worse than before gets its text back and is left alone.
  Status take_back_worse(const std::vector<std::size_t>& damage,
                         std::vector<std::pair<std::size_t, std::string>> old,
                         CheckRun& found) {
    const std::vector<std::size_t> now = damage_of(found);
    bool any = false;
    for (auto& [file, text] : old) {
      if (now[file] <= damage[file]) continue;
      *texts_[file] = std::move(text);
      may_change_[file] = false;
      any = true;
    }
    if (!any) return Done{};
    OT_TRY(found, author::run_texts(request_, targets_));
    return Done{};
  }

  const CheckRequest& request_;
  std::vector<ProjectTexts> targets_;
  std::vector<std::string*> texts_;  // Into targets_, by file of the run.
  std::vector<std::string> before_;
  std::vector<bool> may_change_;
};

}  // namespace

Result<std::vector<FileChange>> author::mend_texts(
    const CheckRequest& request, std::vector<ProjectTexts> targets) {
  return Mending(request, std::move(targets)).run();
}

Result<std::vector<FileChange>> mend_files(const CheckRequest& request) {
  OT_TRY(std::vector<ProjectTexts> targets, author::find_targets(request));
  return author::mend_texts(request, std::move(targets));
}

Status write_changes(const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes)
    OT_CHECK(author::write_file(change.path, change.after));
  return Done{};
}

std::string diff_of(const FileChange& change) {
  return author::unified_diff(change.path, change.before, change.after);
}

}  // namespace onething
