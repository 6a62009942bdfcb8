// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace quarterday::data {
namespace {

namespace fs = std::filesystem;

// As our messages begin: in lower case.
std::string in_words(const std::error_code& error) {
  std::string words = error.message();
  if (!words.empty() && words.front() >= 'A' && words.front() <= 'Z') {
    words.front() = static_cast<char>(words.front() - 'A' + 'a');
  }
  return words;
}

std::string last_error() { return in_words(std::error_code(errno, std::generic_category())); }

bool is_csv(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension == ".csv" && !path.filename().string().starts_with('.');
}

}  // namespace

InputFile InputFile::open(const std::string& path, std::string& problem) {
  // Without waiting, because opening a pipe would wait for its other end.
  InputFile file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.descriptor_, &status) != 0) {
    problem = last_error();
    return InputFile(-1);
  }
  if (!S_ISREG(status.st_mode)) {
    problem = "it is no regular file";
    return InputFile(-1);
  }
  return file;
}

InputFile::InputFile(InputFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

InputFile::~InputFile() {
  if (is_open()) ::close(descriptor_);
}

std::ptrdiff_t InputFile::read(char* to, std::size_t size) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, to, size);
    if (count >= 0 || errno != EINTR) return count;
  }
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::vector<std::string> csv_files_in(const std::string& folder, std::string& problem) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_csv(entry->path()) && !is_folder(entry->path().string())) files.push_back(entry->path().string());
  }
  if (error) problem = in_words(error);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace quarterday::data
