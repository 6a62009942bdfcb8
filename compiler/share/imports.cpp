// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/imports.h"

#include <algorithm>
#include <utility>

#include "compiler/library/library.h"
#include "compiler/share/find.h"
#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/similar.h"

namespace quarterday::share {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;

namespace {

constexpr std::size_t megabyte = std::size_t{1024} * 1024;

// A line of the header that the whole has already is not said a second time.
template <class Line>
void take_line(std::optional<Line>& whole, const std::optional<Line>& part, std::string_view word,
               diagnostics::Sink& sink) {
  if (!part) return;
  if (!whole) {
    whole = part;
    return;
  }
  sink.report(make<Id::DeclaredTwice>(part->span, word))
      .label(whole->span, "said here first")
      .help("say it once, in the contract or in what it imports");
}

}  // namespace

void Importer::take(const std::vector<syntax::Declaration>& declarations, const std::string& path,
                    const std::string& identity) {
  taken_.insert(identity);
  open_.push_back({identity, path});
  for (const syntax::Declaration& declaration : declarations) {
    if (const auto* written = std::get_if<syntax::ImportDecl>(&declaration)) {
      carried_.take(written->prose);
      import(*written, path);
    } else {
      whole_.declarations.push_back(declaration);
      carried_.hand_to(whole_.declarations.back());
    }
  }
  open_.pop_back();
}

void Importer::import(const syntax::ImportDecl& import, const std::string& importer) {
  if (full_) return;
  if (import.library) {
    import_subject(import);
    return;
  }
  const std::optional<std::string> path = path_of(import.path, importer, sink_);
  is_whole_ = is_whole_ && path;
  if (!path) return;
  const auto known = known_.find(*path);
  if (known != known_.end() && is_taken(import, *path, known->second)) return;
  Loaded file = loader_.load(*path);
  if (!is_loaded(import.path, file, sink_)) {
    is_whole_ = false;
    return;
  }
  known_.emplace(*path, file.identity);
  take_file(import, *path, std::move(file));
}

void Importer::import_subject(const syntax::ImportDecl& import) {
  const library::Subject* subject = library::find(import.path.text);
  if (subject == nullptr) {
    Diagnostic& unknown = sink_.report(make<Id::UnknownLibrary>(import.path.span, import.path.text));
    if (const auto closest = diagnostics::closest(import.path.text, library::names()))
      unknown.fix(import.path.span, *closest, "did you mean '" + *closest + "'?");
    is_whole_ = false;
    return;
  }
  const std::string file(subject->file);
  take_file(import, file, {Loaded::Problem::none, std::string(subject->text), file, "library " + file, {}});
}

void Importer::take_file(const syntax::ImportDecl& import, const std::string& path, Loaded file) {
  if (is_taken(import, path, file.identity) || is_too_much(import, file.text.size())) return;
  taken_.insert(file.identity);

  const diagnostics::FileId id = sources_.add(diagnostics::SourceFile(file.name, std::move(file.text)));
  paths_.emplace(id.index, path);
  syntax::Tree part = syntax::parse(id, sources_, sink_, std::move(whole_.exprs));
  whole_.exprs = std::move(part.exprs);
  whole_.broken_header = whole_.broken_header || part.broken_header;
  is_whole_ = is_whole_ && part.shared;
  if (!part.shared && !part.broken_header) {
    sink_.report(make<Id::ImportNotShared>(import.path.span, import.path.text))
        .label(part.header.name.span, "a contract of its own")
        .help("put what both need into a file that begins with `shared {`, and import that in both");
    return;
  }
  // What the library says of its phrases is no part of the schedule.
  if (import.library)
    for (syntax::Declaration& declaration : part.declarations)
      std::visit([](auto& any) { any.prose.clear(); }, declaration);
  take_header(part.header);
  take(part.declarations, path, file.identity);
}

// A file that is open is being taken: to come back to it is a circle.
bool Importer::is_taken(const syntax::ImportDecl& import, const std::string& path, const std::string& identity) {
  const auto circle =
      std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.identity == identity; });
  if (circle != open_.end()) report_circle(import, static_cast<std::size_t>(circle - open_.begin()), path);
  return taken_.count(identity) != 0;
}

void Importer::report_circle(const syntax::ImportDecl& import, std::size_t first, const std::string& name) {
  std::string way;
  for (std::size_t at = first; at < open_.size(); ++at) way += open_[at].name + " -> ";
  sink_.report(make<Id::ImportCircle>(import.path.span, way + name))
      .help("put what both need into a third file that imports neither");
}

bool Importer::is_too_much(const syntax::ImportDecl& import, std::size_t bytes) {
  bytes_ += bytes;
  if (taken_.size() <= max_files && bytes_ <= max_imported_megabytes * megabyte) return false;
  full_ = true;
  is_whole_ = false;
  sink_
      .report(make<Id::TooMuchShared>(import.path.span, std::to_string(max_files) + " files of " +
                                                            std::to_string(max_imported_megabytes) + " MB together"))
      .help("what this contract does not use need not be imported");
  return true;
}

void Importer::take_header(const syntax::Header& header) {
  syntax::Header& whole = whole_.header;
  take_line(whole.source, header.source, "source", sink_);
  take_line(whole.currency, header.currency, "currency", sink_);
  take_line(whole.term, header.term, "term", sink_);
  take_line(whole.settled, header.settled, "settled", sink_);
  if (!header.says_refusals) return;
  if (whole.says_refusals) {
    sink_.report(make<Id::DeclaredTwice>(header.refusals_span, "refusals"))
        .label(whole.refusals_span, "said here first")
        .help("say it once, in the contract or in what it imports");
    return;
  }
  whole.says_refusals = true;
  whole.refusals_name = header.refusals_name;
  whole.refusals_clause = header.refusals_clause;
  whole.refusals_span = header.refusals_span;
}

}  // namespace quarterday::share
