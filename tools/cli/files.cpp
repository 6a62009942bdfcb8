// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "compiler/syntax/parse.h"

namespace quarterday::cli {
namespace {

using diagnostics::Id;
using diagnostics::Span;

constexpr std::size_t megabyte = 1024UL * 1024;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
struct FreeText {
  void operator()(char* text) const { std::free(text); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string reason() { return std::strerror(errno); }

void report_unreadable(const std::string& path, const std::string& why, diagnostics::Sink& sink) {
  sink.report(diagnostics::make<Id::CannotReadFile>(Span::nowhere(), path, why));
}

// One byte more than the limit is enough to know that there is too much.
bool read_all(std::FILE* file, std::string& text) {
  char block[65536];
  while (text.size() <= syntax::max_contract_bytes) {
    const std::size_t size = std::fread(block, 1, sizeof block, file);
    text.append(block, size);
    if (size < sizeof block) return std::ferror(file) == 0;
  }
  return true;
}

std::string why_not_regular(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return reason();
  if (S_ISDIR(status.st_mode)) return "it is a folder";
  return S_ISREG(status.st_mode) ? std::string() : "it is not a regular file";
}

// A link stays a link: what it points to is written.
std::string behind_links(const std::string& path) {
  const std::unique_ptr<char, FreeText> real(::realpath(path.c_str(), nullptr));
  return real ? std::string(real.get()) : path;
}

// mkstemp keeps a file to its owner; a statement has the rights any new file would have.
mode_t rights_of_new_files() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

// Closes the descriptor; true when the whole text is on the disk.
bool fill(int descriptor, mode_t rights, const std::string& text) {
  const File file(::fdopen(descriptor, "wb"));
  return file && ::fchmod(descriptor, rights) == 0 &&
         std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() && std::fflush(file.get()) == 0 &&
         ::fsync(descriptor) == 0;
}

std::size_t megabytes(std::size_t bytes) { return (bytes + megabyte - 1) / megabyte; }

}  // namespace

FileText read_regular(const std::string& path) {
  FileText read;
  read.why = why_not_regular(path);
  if (!read.why.empty()) return read;
  const File file(std::fopen(path.c_str(), "rbe"));
  if (!file || !read_all(file.get(), read.text)) {
    read.why = reason();
  } else if (read.text.size() > syntax::max_contract_bytes) {
    struct stat status {};
    const bool known = ::stat(path.c_str(), &status) == 0;
    read.megabytes = megabytes(known ? static_cast<std::size_t>(status.st_size) : read.text.size());
  }
  return read;
}

std::optional<diagnostics::FileId> read_contract(const std::string& path, diagnostics::SourceMap& sources,
                                                 diagnostics::Sink& sink) {
  const bool standard_input = path == "-";
  FileText read;
  if (!standard_input) {
    read = read_regular(path);
  } else if (!read_all(stdin, read.text)) {
    read.why = reason();
  } else if (read.text.size() > syntax::max_contract_bytes) {
    read.megabytes = megabytes(read.text.size());
  }
  if (!read.why.empty()) {
    report_unreadable(path, read.why, sink);
    return std::nullopt;
  }
  if (read.megabytes > 0) {
    sink.report(diagnostics::make<Id::FileTooLarge>(Span::nowhere(), std::to_string(read.megabytes),
                                                    std::to_string(syntax::max_contract_megabytes)))
        .note(path);
    return std::nullopt;
  }
  return sources.add(diagnostics::SourceFile(standard_input ? "<standard input>" : path, std::move(read.text)));
}

bool is_same_file(const std::string& left, const std::string& right) {
  std::error_code ignored;
  return std::filesystem::equivalent(left, right, ignored);
}

bool lies_in_folder(const std::string& path, const std::string& folder) {
  const std::filesystem::path file(path);
  const std::filesystem::path parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  return file.extension() == ".csv" && std::filesystem::is_directory(folder) && is_same_file(parent.string(), folder);
}

std::vector<std::string> contracts_in(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code problem;
  if (!fs::is_directory(path, problem)) return {path};
  std::vector<std::string> found;
  for (auto entry = fs::recursive_directory_iterator(path, problem); entry != fs::recursive_directory_iterator();
       entry.increment(problem)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory(problem)) entry.disable_recursion_pending();
    if (!hidden && entry->path().extension() == ".contract" && !entry->is_directory(problem))
      found.push_back(entry->path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string in_uri(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const bool stands_for_itself = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                   std::string_view("/.-_~").find(c) != std::string_view::npos;
    if (stands_for_itself) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += digits[byte / 16];
    uri += digits[byte % 16];
  }
  return uri;
}

std::string write_file(const std::string& path, const std::string& text) {
  const std::string target = behind_links(path);
  // A rename would put a file in the place of a device or a folder, or of a file that nobody may write.
  struct stat status {};
  const bool replaces = ::stat(target.c_str(), &status) == 0;
  if (replaces && !S_ISREG(status.st_mode)) return why_not_regular(target);
  if (replaces && ::access(target.c_str(), W_OK) != 0) return reason();
  const mode_t rights = replaces ? status.st_mode & 07777 : rights_of_new_files();
  std::string temporary = target + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) return reason();
  if (fill(descriptor, rights, text) && std::rename(temporary.c_str(), target.c_str()) == 0) return {};
  std::string why = reason();
  ::unlink(temporary.c_str());
  return why;
}

}  // namespace quarterday::cli
