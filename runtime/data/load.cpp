// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "runtime/data/dataset_impl.h"
#include "runtime/data/files.h"
#include "runtime/data/limits.h"
#include "runtime/data/line_text.h"
#include "runtime/data/row_reader.h"

namespace quarterday::data {

class Loader {
 public:
  Loader(const plan::Plan& plan, const LoadOptions& options, diagnostics::SourceMap& sources, diagnostics::Sink& sink)
      : plan_(plan),
        findings_(sources, sink),
        impl_(std::make_unique<Dataset::Impl>(options.as_at)),
        rows_(plan, impl_->files, impl_->store, findings_, options.exists),
        has_as_at_(options.as_at.has_value()) {}

  void read_path(const std::string& path) {
    if (is_folder(path)) {
      read_folder(path);
    } else {
      read_file(path, Origin::named);
    }
  }

  void read_text(const std::string& name, std::string_view text) {
    LineReader lines([&text](char* to, std::size_t size) {
      const std::size_t count = std::min(size, text.size());
      if (count > 0) std::memcpy(to, text.data(), count);
      text.remove_prefix(count);
      return static_cast<std::ptrdiff_t>(count);
    });
    read_lines(name, lines, Origin::named);
  }

  Dataset finish() {
    rows_.finish();
    const bool is_sound = !findings_.has_errors();
    findings_.hand_over();
    Dataset dataset;
    if (is_sound) dataset.impl_ = std::move(impl_);
    return dataset;
  }

 private:
  // A file that is named must be a data file; one that is found in a folder may be another table.
  enum class Origin { named, found };

  void read_folder(const std::string& path);
  void read_file(const std::string& path, Origin origin);
  void read_lines(const std::string& name, LineReader& lines, Origin origin);
  bool read_header(const std::string& name, LineReader& lines, Origin origin);
  void read_row(const Line& line);
  bool keep_for_records(const std::string& path);
  void cannot_read(const std::string& path, const std::string& why) {
    findings_.report_without_place(make<Id::CannotReadFile>(diagnostics::Span::nowhere(), path, why));
  }

  const plan::Plan& plan_;
  Findings findings_;
  std::unique_ptr<Dataset::Impl> impl_;
  RowReader rows_;
  CsvLine cells_;
  const bool has_as_at_;
  std::uint32_t row_count_ = 0;
};

void Loader::read_folder(const std::string& path) {
  std::string problem;
  const std::vector<std::string> files = csv_files_in(path, problem);
  if (!problem.empty()) {
    cannot_read(path, problem);
    return;
  }
  const std::size_t file_count = impl_->files.size();
  const bool had_errors = findings_.has_errors();
  for (const std::string& file : files) {
    if (!findings_.is_full()) read_file(file, Origin::found);
  }
  if (impl_->files.size() > file_count || (!had_errors && findings_.has_errors())) return;
  cannot_read(path, files.empty() ? "the folder holds no CSV file" : "the folder holds no data file");
}

// A file that is called as the contract calls the file of some records is that one.
bool Loader::keep_for_records(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const auto& tables = plan_.records.tables;
  const auto table = std::ranges::find(tables, name, &plan::RecordTable::file);
  if (table == tables.end()) return false;
  const plan::TableId id(static_cast<std::uint32_t>(table - tables.begin()));
  const auto known = std::ranges::find(impl_->record_files, id, &RecordFile::table);
  if (known != impl_->record_files.end()) {
    findings_.report_without_place(make<Id::RecordsFileTwice>(diagnostics::Span::nowhere(), table->name))
        .note(known->path)
        .note(path);
    return true;
  }
  impl_->record_files.push_back({id, path, static_cast<std::uint32_t>(impl_->files.size())});
  impl_->files.push_back(path);
  return true;
}

void Loader::read_file(const std::string& path, Origin origin) {
  if (keep_for_records(path)) return;
  std::string problem;
  InputFile file = InputFile::open(path, problem);
  if (!file.is_open()) {
    cannot_read(path, problem);
    return;
  }
  LineReader lines([&file](char* to, std::size_t size) { return file.read(to, size); });
  read_lines(path, lines, origin);
  if (lines.failed()) cannot_read(path, "reading stopped before its end");
}

void Loader::read_lines(const std::string& name, LineReader& lines, Origin origin) {
  findings_.begin_file(name);
  if (!read_header(name, lines, origin)) return;
  Line line;
  while (!findings_.is_full() && lines.next(line)) {
    findings_.begin_line(line.number, line.text);
    if (++row_count_ > max_rows) {
      cannot_read(name, "the data have more than " + std::to_string(max_rows / 1'000'000) + " million rows");
      return;
    }
    read_row(line);
  }
}

bool Loader::read_header(const std::string& name, LineReader& lines, Origin origin) {
  Line line;
  if (!lines.next(line)) {
    if (!lines.failed()) {
      findings_.report(make<Id::DataHeader>({diagnostics::no_file, 0, 0}, "the file is empty"));
    }
    return false;
  }
  findings_.begin_line(line.number, line.text);
  if (!is_text(line, findings_)) return false;
  if (origin == Origin::found && !names_a_column(line.text)) {
    const diagnostics::Span whole{diagnostics::no_file, 0, static_cast<std::uint32_t>(line.text.size())};
    Diagnostic diagnostic = make<Id::DataHeader>(whole, "it has none of its columns");
    diagnostic.severity = diagnostics::Severity::Warning;
    findings_.report(std::move(diagnostic)).note("the file is not part of the data");
    return false;
  }
  cells_.split(line.text);
  if (cells_.problem() != CsvProblem::none) {
    const std::uint32_t at = cells_.problem_at();
    findings_.report(make<Id::DataHeader>({diagnostics::no_file, at, at + 1}, "its quotation marks do not match"));
    return false;
  }
  const std::optional<Columns> columns = Columns::read(cells_, findings_);
  if (!columns) return false;
  if (has_as_at_ && !columns->has(Column::reported)) {
    findings_.report(make<Id::AsAtWithoutReported>({diagnostics::no_file, 0, 0}, name));
  }
  impl_->files.push_back(name);
  rows_.begin_file(static_cast<std::uint32_t>(impl_->files.size() - 1), *columns);
  return true;
}

void Loader::read_row(const Line& line) {
  if (!is_text(line, findings_)) return;
  cells_.split(line.text);
  if (!cells_.is_blank()) rows_.read(cells_, line.number);
}

Dataset load(const std::vector<std::string>& paths, const plan::Plan& plan, const LoadOptions& options,
             diagnostics::SourceMap& sources, diagnostics::Sink& sink) {
  Loader loader(plan, options, sources, sink);
  for (const std::string& path : paths) loader.read_path(path);
  return loader.finish();
}

Dataset load_text(const std::string& name, std::string_view text, const plan::Plan& plan, const LoadOptions& options,
                  diagnostics::SourceMap& sources, diagnostics::Sink& sink) {
  Loader loader(plan, options, sources, sink);
  loader.read_text(name, text);
  return loader.finish();
}

}  // namespace quarterday::data
