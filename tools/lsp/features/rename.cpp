// SPDX-License-Identifier: Apache-2.0
//
// Another name for a thing, wherever it is spoken of. The new texts are analysed before anybody sees them: a name that
// would mean something else afterwards, there or elsewhere, is refused.
#include <algorithm>

#include "compiler/syntax/expected.h"
#include "tools/lsp/features.h"
#include "tools/lsp/uses.h"

namespace quarterday::lsp {
namespace {

Refusal refused(std::string why) { return {Problem::request_failed, std::move(why)}; }

Target renamed_at(const Place& place) {
  const auto target = target_at(*place.analysis, place.offset);
  if (!target) throw refused("there is no name of this contract here");
  return *target;
}

std::size_t count_errors(const Analysis& analysis) { return analysis.sink.error_count(); }

std::string replaced(const File& file, const std::vector<Use>& uses, const std::string& name, Encoding encoding) {
  std::string text(file.text());
  for (auto use = uses.rbegin(); use != uses.rend(); ++use) {
    if (use->uri != file.uri) continue;
    const std::size_t begin = file.lines.offset(file.text(), use->range.start, encoding);
    const std::size_t end = file.lines.offset(file.text(), use->range.end, encoding);
    text.replace(begin, end - begin, name);
  }
  return text;
}

// The contracts as they would be, each in place of what is open or on disk.
void must_mean_the_same(const Asked& asked, const std::string& first, const Target& target,
                        const std::vector<Use>& uses, const std::string& name) {
  Workspace tried;
  tried.documents().use(asked.encoding());
  std::vector<const Analysis*> concerned;
  for (const Analysis* analysis : asked.workspace.all(first))
    if (analysis->file_called(target.uri)) concerned.push_back(analysis);
  for (const auto& [uri, document] : asked.workspace.documents().all())
    tried.documents().open(uri, document.version, document.text);
  for (const Analysis* analysis : concerned)
    for (const File& file : analysis->files)
      if (!file.uri.empty()) tried.documents().open(file.uri, 0, replaced(file, uses, name, asked.encoding()));
  for (const Analysis* before : concerned) {
    const Analysis* after = tried.analysis(before->uri);
    if (after == nullptr || count_errors(*after) > count_errors(*before))
      throw refused("'" + name + "' would clash with another name in " + before->own().name);
    std::size_t names = 0;
    std::size_t names_after = 0;
    for (const auto& file : before->occurrences) names += file.size();
    for (const auto& file : after->occurrences) names_after += file.size();
    if (names != names_after) throw refused("'" + name + "' would mean something else in " + before->own().name);
  }
  // Whoever reads the renamed thing afterwards must be who read it before.
  const std::size_t same = uses.size();
  for (const Analysis* before : concerned) {
    const Analysis* after = tried.analysis(before->uri);
    const auto file = after->file_called(target.uri);
    if (!file) continue;
    std::size_t at = target.begin;
    for (const Use& use : uses) {
      if (use.uri != target.uri) continue;
      const std::size_t begin = before->files[*before->file_called(target.uri)].lines.offset(
          before->files[*before->file_called(target.uri)].text(), use.range.start, asked.encoding());
      if (begin < target.begin) at += name.size() - target.name.size();
    }
    const Occurrence* renamed = after->occurrence_at(*file, at);
    if (renamed == nullptr || after->symbols[renamed->symbol].declared.name != name)
      throw refused("'" + name + "' would mean something else in " + before->own().name);
    const Target moved{target.uri, after->symbols[renamed->symbol].declared.name_span.begin, name, target.kind};
    if (uses_of(tried, before->uri, moved).size() > same)
      throw refused("'" + name + "' is the name of something else in " + before->own().name);
  }
}

}  // namespace

Json prepare_rename(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const Target target = renamed_at(place);
  const Occurrence* name = place.analysis->occurrence_at(0, place.offset);
  return {{"range", to_json(range_of(place.file(), name->begin, name->end, asked.encoding()))},
          {"placeholder", target.name}};
}

Json rename(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const auto name = params.at("newName").get<std::string>();
  const Target target = renamed_at(place);
  if (name == target.name) return {{"changes", Json::object()}};
  if (!syntax::is_name(name))
    throw Refusal{Problem::invalid_params,
                  "'" + name +
                      "' is no name: small letters, digits and '_', beginning with a letter, and no word of "
                      "the language"};
  const std::vector<Use> uses = uses_of(asked.workspace, place.analysis->uri, target);
  must_mean_the_same(asked, place.analysis->uri, target, uses, name);
  Json changes = Json::object();
  for (const Use& use : uses) changes[use.uri].push_back({{"range", to_json(use.range)}, {"newText", name}});
  return {{"changes", std::move(changes)}};
}

}  // namespace quarterday::lsp
