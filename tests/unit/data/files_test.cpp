// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/unit/data/loaded.h"

namespace quarterday::data {
namespace {

namespace fs = std::filesystem;

// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "quarterday_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  std::string path(const std::string& name = {}) const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  fs::path path_;
};

const std::string header(usual);

std::string message(const Loaded& loaded) {
  REQUIRE(loaded.sink().all().size() == 1);
  return loaded.sink().all()[0].message;
}

}  // namespace

TEST_CASE("a file is read and named as given", "[data]") {
  const Folder folder;
  const std::string path = folder.write("any.txt", header + "never_events,2014/15-Q1,,,0,,\n");
  const Loaded loaded(std::vector{path});
  CHECK(loaded.sink().empty());
  CHECK(loaded.dataset().files() == std::vector{path});
  const Observation* found = loaded.find(sample::never_events, "2014/15-Q1");
  REQUIRE(found != nullptr);
  CHECK(found->file == 0);
  CHECK(found->line == 2);
}

TEST_CASE("all data files of a folder are one data set, in order of name", "[data]") {
  const Folder folder;
  folder.write("b.csv", header + "never_events,2014/15-Q1,,,2,,\n");
  folder.write("a.CSV", "name,value,period\nnever_events,1,2014/15-Q2\n");
  folder.write(".hidden.csv", "nothing of ours\n");
  folder.write("notes.txt", "nothing of ours\n");
  fs::create_directory(folder.path("inner.csv"));
  const Loaded loaded(std::vector{folder.path()});
  CHECK(loaded.sink().empty());
  CHECK(loaded.dataset().files() == std::vector{folder.path("a.CSV"), folder.path("b.csv")});
  CHECK(loaded.figure(sample::never_events, "2014/15-Q1") == "2");
  CHECK(loaded.find(sample::never_events, "2014/15-Q1")->file == 1);
}

TEST_CASE("a second row in another file names the first", "[data]") {
  const Folder folder;
  const std::string first = folder.write("a.csv", header + "never_events,2014/15-Q1,,,2,,\n");
  const std::string second = folder.write("b.csv", header + "\nnever_events,2014/15-Q1,,,2,,\n");
  const Loaded loaded(std::vector{first, second});
  CHECK(loaded.places() == "QD8008 " + second + ":3:1");
  CHECK(loaded.sink().all()[0].notes == std::vector<std::string>{"the first is in " + first + ":2"});
  CHECK(loaded.dataset().size() == 0);
}

TEST_CASE("another table in a folder is passed over with a warning", "[data]") {
  const Folder folder;
  folder.write("data.csv", header + "never_events,2014/15-Q1,,,2,,\n");
  folder.write("episodes.csv", "episode_id,surgery_date\n1,2014-04-01\n");
  const Loaded loaded(std::vector{folder.path()});
  CHECK(loaded.dataset().size() == 1);
  CHECK(loaded.dataset().files().size() == 1);
  CHECK(loaded.places() == "QD8002 " + folder.path("episodes.csv") + ":1:1");
  CHECK(loaded.sink().all()[0].severity == diagnostics::Severity::Warning);
  CHECK_FALSE(loaded.sink().has_errors());
}

TEST_CASE("a data file with a wrong header in a folder is not passed over", "[data]") {
  const Folder folder;
  folder.write("a.csv", header);
  folder.write("b.csv", "Name;Period;Value\n");
  const Loaded loaded(std::vector{folder.path()});
  CHECK(loaded.places() == "QD8002 " + folder.path("b.csv") + ":1:1");
  CHECK(loaded.sink().has_errors());
}

TEST_CASE("a folder without data files is an error", "[data]") {
  const Folder folder;
  CHECK(message(Loaded(std::vector{folder.path()})) ==
        "cannot read '" + folder.path() + "': the folder holds no CSV file");
  folder.write("other.csv", "a,b\n");
  const Loaded loaded(std::vector{folder.path()});
  REQUIRE(loaded.sink().all().size() == 2);
  CHECK(loaded.sink().all()[1].message == "cannot read '" + folder.path() + "': the folder holds no data file");
}

TEST_CASE("what cannot be read is an error", "[data]") {
  const Folder folder;
  const std::string missing = folder.path("missing.csv");
  CHECK(message(Loaded(std::vector{missing})) == "cannot read '" + missing + "': no such file or directory");
  CHECK(message(Loaded(std::vector<std::string>{"/dev/null"})) == "cannot read '/dev/null': it is no regular file");
  CHECK(message(Loaded(std::vector<std::string>{""})) == "cannot read '': no such file or directory");
}

TEST_CASE("a pipe is refused and not waited for", "[data]") {
  const Folder folder;
  const std::string pipe = folder.path("pipe.csv");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(message(Loaded(std::vector{pipe})) == "cannot read '" + pipe + "': it is no regular file");
  CHECK(message(Loaded(std::vector{folder.path()})) == "cannot read '" + pipe + "': it is no regular file");
}

}  // namespace quarterday::data
