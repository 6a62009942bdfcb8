// SPDX-License-Identifier: Apache-2.0
//
// Starting a contract from a template: by flags, or by answers to one question after the other.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <string>

#include "tools/cli/answers.h"
#include "tools/cli/commands.h"
#include "tools/cli/draft.h"
#include "tools/cli/files.h"

namespace quarterday::cli {
namespace {

using Of = Question::Of;

Exit wrong_use(const std::string& message, const std::string& help, Console& console) {
  console.err("error: " + message + "\n");
  if (!help.empty()) console.err("help: " + help + "\n");
  return Exit::usage;
}

std::string kind_names() {
  std::string names;
  for (const Kind& kind : kinds()) names += (names.empty() ? "" : ", ") + std::string(kind.name);
  return names;
}

const Kind* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, &Kind::name);
  return found == kinds().end() ? nullptr : &*found;
}

std::string list_of_kinds() {
  std::string text;
  for (const Kind& kind : kinds()) {
    std::string name(kind.name);
    name.resize(16, ' ');
    text += name + std::string(kind.words) + "\n";
  }
  return text;
}

// Asks on standard output and reads a line; nothing where there are no more.
std::optional<std::string> ask(const std::string& question, std::string_view usual, Console& console) {
  console.out(question + " [" + std::string(usual) + "]: ");
  console.show();
  std::string answer;
  if (!std::getline(std::cin, answer)) return std::nullopt;
  if (answer.find_first_not_of(" \t\r") == std::string::npos) answer = usual;
  return answer;
}

class Interview {
 public:
  Interview(const NewCommand& command, const Kind& kind, bool asks, Console& console)
      : command_(command), kind_(kind), asks_(asks), console_(console) {}

  // False where something was wrong; then it has been said.
  bool hold() {
    for (const auto& [flag, answer] : command_.answers) {
      if (std::ranges::find(kind_.questions, flag, &Question::id) == kind_.questions.end()) {
        wrong_use("'" + std::string(kind_.name) + "' does not ask for --" + flag,
                  "see `quarterday new --list` for what there is", console_);
        return false;
      }
    }
    return std::ranges::all_of(kind_.questions, [this](const Question& question) { return answer(question); });
  }
  const Answers& answers() const { return answers_; }

 private:
  bool answer(const Question& question) {
    const auto given = command_.answers.find(question.id);
    if (given != command_.answers.end()) {
      const std::string why = take(question, given->second);
      if (why.empty()) return true;
      wrong_use("--" + std::string(question.id) + " '" + given->second + "': " + why, "", console_);
      return false;
    }
    if (!asks_) {
      const std::string why = take(question, question.usual);
      if (!why.empty()) wrong_use("--" + std::string(question.id) + " is missing: " + why, "", console_);
      return why.empty();
    }
    while (true) {
      const std::optional<std::string> said = ask(std::string(question.words), question.usual, console_);
      if (!said) {
        console_.out("\n");
        wrong_use("there was no answer; nothing was written", "", console_);
        return false;
      }
      const std::string why = take(question, *said);
      if (why.empty()) return true;
      console_.out("  " + why + "\n");
    }
  }

  std::string take(const Question& question, std::string_view text) {
    const std::string why = take_answer(question, text, answers_);
    return why.empty() ? why_not_named(question) : why;
  }

  std::string why_not_named(const Question& question) {
    std::vector<std::string> names;
    if (question.of == Of::name) names.push_back(answers_.texts["name"]);
    if (question.of == Of::party || question.of == Of::parties)
      for (const Party& party : question.id == "from" ? answers_.from : answers_.to) names.push_back(party.name);
    std::set<std::string> others;
    if (question.id == "to") others.insert(answers_.from.front().name);
    for (const std::string& name : names) {
      if (!can_be_named(kind_, question, name))
        return "'" + name +
               "' is a word of the language or of this contract; take another name, or put one before the title: "
               "board=Board";
      if (question.of != Of::name && !others.insert(name).second) return "there are two called '" + name + "'";
    }
    return {};
  }

  const NewCommand& command_;
  const Kind& kind_;
  bool asks_;
  Console& console_;
  Answers answers_;
};

struct Paths {
  std::string contract;
  std::string data;
};

Paths paths_of(const NewCommand& command, const Answers& answers) {
  const std::string contract = command.output.empty() ? answers.texts.at("name") + ".contract" : command.output;
  return {contract, std::filesystem::path(contract).replace_extension(".csv").string()};
}

// Whatever is there already stays as it is.
Exit write_both(const Paths& paths, const Draft& draft, Console& console) {
  std::error_code ignored;
  for (const std::string& path : {paths.contract, paths.data}) {
    if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
      return wrong_use("'" + path + "' is there already; nothing was written", "choose another file with --output",
                       console);
  }
  const auto write = [&console](const std::string& path, const std::string& text) {
    const std::string why = write_file(path, text);
    return why.empty() ? Exit::ok : wrong_use("cannot write '" + path + "': " + why, "", console);
  };
  const Exit contract = write(paths.contract, draft.contract);
  return contract == Exit::ok ? write(paths.data, draft.data) : contract;
}

}  // namespace

Exit new_contract(const NewCommand& command, Console& console) {
  if (command.list) {
    console.out(list_of_kinds());
    return Exit::ok;
  }
  const bool asks = command.ask || (!command.usual && ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0);
  std::string name = command.kind;
  if (name.empty() && asks) {
    console.out(list_of_kinds());
    name = ask("Kind of contract", kinds().front().name, console).value_or("");
  }
  if (name.empty()) return wrong_use("which kind of contract shall it be?", "the kinds are " + kind_names(), console);
  const Kind* kind = find_kind(name);
  if (kind == nullptr) return wrong_use("there is no kind '" + name + "'", "the kinds are " + kind_names(), console);

  Interview interview(command, *kind, asks, console);
  if (!interview.hold()) return Exit::usage;
  const Paths paths = paths_of(command, interview.answers());
  if (std::filesystem::path(paths.contract).extension() == ".csv")
    return wrong_use("'" + paths.contract + "' would be taken for data", "a contract ends in .contract", console);
  const Draft made = draft(*kind, interview.answers());
  if (!made.problem.empty()) {
    console.err(made.problem);
    return wrong_use("with these answers there is no contract; nothing was written", "", console);
  }
  const Exit written = write_both(paths, made, console);
  if (written != Exit::ok) return written;
  console.out("Written: " + paths.contract + " and " + paths.data + " (figures made up, to try it).\n\nNext:\n" +
              "  quarterday test --coverage " + paths.contract + "\n" + "  quarterday settle " + paths.contract +
              " --data " + paths.data + " --period " + made.period + "\n" + "  quarterday doc " + paths.contract +
              "\n");
  return Exit::ok;
}

}  // namespace quarterday::cli
